package io.multilith.impl.delivery;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.consume.Consume;
import io.multilith.delivery.DeadLetter;
import io.multilith.delivery.DeadLetters;
import io.multilith.delivery.MessageCall;
import io.multilith.delivery.MessageFeed;
import io.multilith.delivery.MessageHandlers;
import io.multilith.delivery.RetryRule;
import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointKind;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.EventDispatcher;
import io.multilith.events.HandleEvent;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageSource;
import io.multilith.problem.DeploymentProblems;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

/** One method that messages reach by several kinds of entrypoints. */
@ExtendWith(WeldJunit5Extension.class)
class SeveralKindsTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.events.attempts", "2",
            "multilith.events.retry-delay", "PT0.01S", "multilith.consume.attempts", "3",
            "multilith.consume.retry-delay", "PT0.01S"));

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Desk.class, PostBinder.class);

    @Test
    void calls_the_method_for_the_messages_of_each() {
        event("a");
        mail("b");
        post("c");

        await().untilAsserted(() -> assertThat(desk().got()).containsExactlyInAnyOrder("a", "b", "c"));
    }

    @Test
    void buries_those_of_all_in_one_queue_after_the_attempts_of_each() {
        desk().failWith(new IllegalStateException("failed"));

        event("a");
        mail("b");
        post("c");

        assertThat(letters(3)).extracting(DeadLetter::origin, DeadLetter::attempts).containsExactlyInAnyOrder(
                tuple("events.orders", 2),
                tuple("desk.mail", 3),
                tuple("desk.post", 1));
        assertThat(weld.select(DeadLetters.class).get().handlers()).containsExactly("desk.on");
    }

    @Test
    void expects_the_exceptions_of_each_for_its_own_messages_only() {
        desk().failWith(new UnsupportedOperationException("refused"));

        event("a");
        mail("b");

        assertThat(letters(2)).extracting(DeadLetter::origin, DeadLetter::attempts).containsExactlyInAnyOrder(
                tuple("events.orders", 1),
                tuple("desk.mail", 3));
    }

    @Test
    void gives_a_letter_back_to_the_kind_that_it_came_by() {
        desk().failWith(new IllegalStateException("failed"));
        event("a");
        mail("b");
        post("c");
        var letters = letters(3);
        desk().begin();

        letters.forEach(this::retry);

        await().untilAsserted(() -> assertThat(desk().got()).containsExactlyInAnyOrder("a", "b", "c"));
        assertThat(letters(0)).isEmpty();
    }

    @Test
    void takes_messages_of_the_others_while_one_is_paused() {
        entrypoints().pause("desk.on/Consume");

        mail("b");
        event("a");

        await().untilAsserted(() -> assertThat(desk().got()).containsExactly("a"));
        await().during(Duration.ofMillis(200)).until(() -> desk().got().size() == 1);
        entrypoints().resume("desk.on/Consume");
        await().untilAsserted(() -> assertThat(desk().got()).containsExactly("a", "b"));
    }

    @Test
    void tries_no_letter_again_while_one_is_paused() {
        desk().failWith(new IllegalStateException("failed"));
        mail("b");
        var letter = letters(1).get(0);
        desk().begin();
        entrypoints().pause("desk.on/Consume");
        entrypoints().pause("desk.on/HandleEvent");
        entrypoints().resume("desk.on/HandleEvent");

        retry(letter);

        event("a");
        await().untilAsserted(() -> assertThat(desk().got()).containsExactly("a"));
        await().during(Duration.ofMillis(200)).until(() -> desk().got().size() == 1);
        entrypoints().resume("desk.on/Consume");
        await().untilAsserted(() -> assertThat(desk().got()).containsExactly("a", "b"));
    }

    private List<DeadLetter> letters(int count) {
        var letters = weld.select(DeadLetters.class).get();
        await().until(() -> letters.list("desk.on", 10).size() == count);
        return letters.list("desk.on", 10);
    }

    private void retry(DeadLetter letter) {
        weld.select(DeadLetters.class).get().retry("desk.on", letter.id());
    }

    private Entrypoints entrypoints() {
        return weld.select(Entrypoints.class).get();
    }

    private void event(String said) {
        weld.select(EventDispatcher.class).get().from("orders").dispatch("order.placed", said);
    }

    private void mail(String said) {
        weld.select(MessageBus.class).get().send(Message.toQueue("desk.mail", "\"" + said + "\""));
    }

    private void post(String said) {
        weld.select(MessageBus.class).get().send(Message.toQueue("desk.post", said));
    }

    private Desk desk() {
        return weld.select(Desk.class).get();
    }

    @ServiceEntrypoint("desk")
    static class Desk {
        private final List<String> got = new CopyOnWriteArrayList<>();
        private volatile Optional<RuntimeException> fault = Optional.empty();

        List<String> got() {
            return got;
        }

        void failWith(RuntimeException failure) {
            fault = Optional.of(failure);
        }

        void begin() {
            fault = Optional.empty();
            got.clear();
        }

        @Post
        @Consume("desk.mail")
        @HandleEvent(source = "orders", type = "order.placed", expected = UnsupportedOperationException.class)
        void on(String said) {
            got.add(said);
            fault.ifPresent(failure -> {
                throw failure;
            });
        }
    }

    /** A kind of a third party. */
    @EntrypointKind
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface Post {}

    @ApplicationScoped
    static class PostBinder implements EntrypointBinder<Post> {
        @Inject
        MessageHandlers handlers;

        @Override
        public Entrypoint bind(EntrypointMethod<Post> post, DeploymentProblems problems) {
            var feed = new MessageFeed(MessageSource.queue("desk.post", 5),
                    message -> MessageCall.of("", Arguments.of(new String(message.body(), UTF_8))));
            return handlers.handler(post.method(), List.of(feed), new RetryRule(1, Duration.ZERO), problems);
        }
    }
}
