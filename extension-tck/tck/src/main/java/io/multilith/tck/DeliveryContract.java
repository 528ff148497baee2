package io.multilith.tck;

import java.io.StringReader;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.consume.Consume;
import io.multilith.delivery.DeadLetter;
import io.multilith.delivery.DeadLetters;
import io.multilith.delivery.MessageCall;
import io.multilith.delivery.MessageFeed;
import io.multilith.delivery.MessageHandlers;
import io.multilith.delivery.RetryRule;
import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.CurrentCall;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointKind;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.Delivery;
import io.multilith.events.Event;
import io.multilith.events.EventDispatcher;
import io.multilith.events.EventOptions;
import io.multilith.events.HandleEvent;
import io.multilith.events.Priority;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageSource;
import io.multilith.problem.DeploymentProblems;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of events and messages on their way to methods. Extend it and boot two nodes with the services below, or one
 * with all of them when the bus does not leave the process; three attempts, a retry delay of 50 ms, and 2,000 bytes for the
 * largest body.
 *
 * @since 0.1
 */
public abstract class DeliveryContract {
    /** What both nodes have. */
    protected static final List<Class<?>> BOTH = List.of(Billing.class, Postman.class, MailBinder.class);
    /** What the first node has besides. */
    protected static final List<Class<?>> FIRST = List.of(East.class, Busy.class);
    /** What the second node has besides. */
    protected static final List<Class<?>> SECOND = List.of(West.class, Fragile.class);

    /**
     * A bean of the first node.
     *
     * @param type
     *     its type
     * @param <T>
     *     its type
     * @return the bean
     */
    protected abstract <T> T first(Class<T> type);

    /**
     * A bean of the second node.
     *
     * @param type
     *     its type
     * @param <T>
     *     its type
     * @return the bean
     */
    protected abstract <T> T second(Class<T> type);

    /** Begins with nothing written. */
    @BeforeEach
    void forget() {
        Diary.clear();
        Postman.GATE.drainPermits();
        Fragile.failing = "";
    }

    @Test
    void an_event_of_any_source_named_reaches_one_instance_of_a_service() {
        dispatch("orders", "order.placed", "{\"item\":\"a\"}");
        dispatch("shop", "order.paid", "{\"item\":\"b\"}");
        dispatch("shop", "other.paid", "{\"item\":\"c\"}");

        Diary.awaitThat("pool", lines -> assertThat(lines).containsExactlyInAnyOrder("orders order.placed a",
                "shop order.paid b"));
        Diary.staysThat("pool", 2);
    }

    @Test
    void an_event_for_singletons_reaches_one_of_all_services() {
        for (var i = 0; i < 20; i++) {
            dispatch("orders", "single.said", "" + i);
        }

        Diary.awaitThat("single", lines -> assertThat(lines).hasSize(20).doesNotHaveDuplicates());
        Diary.staysThat("single", 20);
    }

    @Test
    void an_event_for_all_reaches_every_instance() {
        dispatch("orders", "all.said", "1");

        Diary.awaitThat("all", lines -> assertThat(lines).containsExactlyInAnyOrder("east 1", "west 1"));
        Diary.staysThat("all", 2);
    }

    @Test
    void an_event_keeps_its_priority_and_subject_and_extensions() {
        first(EventDispatcher.class).from("orders").dispatch("detail.said", 1, new EventOptions(Optional.of("id-7"),
                Optional.of("s"), Priority.HIGH, Map.of("colour", "red", "tenant", "t1", "callidstack", "a,b")));

        Diary.awaitThat("detail", lines -> assertThat(lines).containsExactly("id-7 s 8 red t1 [a, b, id-7]"));
    }

    @Test
    void an_event_of_higher_priority_goes_first() throws Exception {
        second(MailBinder.class).stopAll();
        first(MailBinder.class).stopAll();
        mail(Message.NORMAL_PRIORITY, "p", "n1");
        mail(Priority.LOW.level(), "p", "l2");
        mail(Priority.HIGH.level(), "p", "h3");
        mail(Priority.HIGH.level(), "p", "h4");

        Postman.GATE.release(100);
        second(MailBinder.class).startAll();

        Diary.awaitThat("mail", lines -> assertThat(lines).containsExactly("h3", "h4", "n1", "l2"));
        first(MailBinder.class).startAll();
    }

    @Test
    void what_waits_or_runs_at_a_stop_is_neither_lost_nor_overtaken() throws Exception {
        for (var i = 0; i < 30; i++) {
            mail(Message.NORMAL_PRIORITY, "g", "" + i);
        }
        Diary.awaitThat("mail", lines -> assertThat(lines).hasSize(1));

        for (var round = 0; round < 3; round++) {
            first(MailBinder.class).stopAll();
            second(MailBinder.class).stopAll();
            Postman.GATE.release(3);
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            (round % 2 == 0 ? second(MailBinder.class) : first(MailBinder.class)).startAll();
        }
        first(MailBinder.class).startAll();
        second(MailBinder.class).startAll();
        Postman.GATE.release(1_000);

        Diary.awaitThat("mail", lines -> assertThat(lines).hasSizeGreaterThanOrEqualTo(30));
        assertThat(Diary.of("mail")).containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(i -> "" + i).toList());
    }

    @Test
    void an_event_that_comes_again_is_passed_over_once_it_was_handled() {
        Fragile.failing = "once";
        var options = EventOptions.NONE.withId(UUID.randomUUID().toString());

        second(EventDispatcher.class).from("orders").dispatch("again.said", "a", options);
        strange("events.orders", "\"a\"", Map.of("cloudEvents:id", options.id().orElseThrow(), "cloudEvents:type",
                "again.said"));
        dispatch("orders", "again.said", "\"b\"");

        Diary.awaitThat("again", lines -> assertThat(lines).contains("\"a\"", "\"b\""));
        Diary.staysThat("again", 2);
    }

    @Test
    void an_event_that_is_sent_again_is_no_error() {
        var options = EventOptions.NONE.withId(UUID.randomUUID().toString());

        first(EventDispatcher.class).from("orders").dispatch("order.twice", Map.of("item", "a"), options);
        first(EventDispatcher.class).from("orders").dispatch("order.twice", Map.of("item", "a"), options);
        dispatch("orders", "order.once", "{\"item\":\"b\"}");

        Diary.awaitThat("pool", lines -> assertThat(lines).contains("orders order.twice a", "orders order.once b"));
    }

    @Test
    void a_failing_method_is_tried_again_and_then_its_event_is_a_dead_letter() {
        Fragile.failing = "always";

        dispatch("orders", "work.asked", "{\"item\":\"a\",\"secret\":\"s\"}");

        var letter = letter("fragile.work");
        assertThat(Diary.of("work")).hasSize(3);
        assertThat(letter.handler()).isEqualTo("fragile.work");
        assertThat(letter.origin()).isEqualTo("events.orders");
        assertThat(letter.type()).contains("work.asked");
        assertThat(letter.subject()).isEmpty();
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(letter.reason()).startsWith("general-error");
        assertThat(letter.errorId()).isPresent();
        assertThat(letter.body()).isEqualTo("{\"item\":\"a\",\"secret\":\"s\"}");
        assertThat(letter.masked()).isFalse();
        second(DeadLetters.class).discard("fragile.work", letter.id());
        assertThat(second(DeadLetters.class).list("fragile.work", 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"conflict", "stale", "overloaded call"})
    void what_the_method_itself_called_and_was_refused_is_tried_again(String refusal) {
        Fragile.failing = refusal + " once";

        dispatch("orders", "work.asked", "{\"item\":\"a\"}");

        Diary.awaitThat("work", lines -> assertThat(lines).containsExactly("a", "a"));
        Diary.staysThat("work", 2);
        assertThat(second(DeadLetters.class).list("fragile.work", 10)).isEmpty();
    }

    @Test
    void what_is_refused_each_time_is_a_dead_letter_after_the_last_attempt() {
        Fragile.failing = "conflict";

        dispatch("orders", "work.asked", "{\"item\":\"a\"}");

        var letter = letter("fragile.work");
        assertThat(Diary.of("work")).hasSize(3);
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(letter.reason()).startsWith("taken");
        assertThat(letter.errorId()).isPresent();
        discardAll("fragile.work");
    }

    @Test
    void an_expected_failure_and_an_event_that_cannot_be_read_are_dead_letters_at_once() {
        Fragile.failing = "expected";
        dispatch("orders", "work.asked", "{\"item\":\"a\"}");
        assertThat(letter("fragile.work").attempts()).isEqualTo(1);
        discardAll("fragile.work");

        strange("events.orders", "{", Map.of("cloudEvents:id", "1", "cloudEvents:type", "work.asked"));
        assertThat(letter("fragile.work").reason()).startsWith("malformed-request");
        discardAll("fragile.work");

        dispatch("orders", "work.asked", "{\"item\":\"" + "x".repeat(3_000) + "\"}");
        assertThat(letter("fragile.work").reason()).startsWith("payload-too-large");
        discardAll("fragile.work");

        assertThat(Diary.of("work")).hasSize(1);
        Fragile.failing = "";
        dispatch("orders", "work.asked", "{\"item\":\"b\"}");
        Diary.awaitThat("work", lines -> assertThat(lines).endsWith("b"));
    }

    @Test
    void a_dead_letter_is_tried_again_by_its_handler() {
        Fragile.failing = "expected";
        first(EventDispatcher.class).from("orders").dispatch("work.asked", Map.of("item", "it's"),
                EventOptions.about("s"));
        var letter = letter("fragile.work");
        assertThat(second(DeadLetters.class).inspect("fragile.work", letter.id())).isEqualTo(letter);
        Fragile.failing = "";

        second(DeadLetters.class).retry("fragile.work", letter.id());

        Diary.awaitThat("work", lines -> assertThat(lines).containsExactly("it's", "it's"));
        assertThat(second(DeadLetters.class).list("fragile.work", 10)).isEmpty();
    }

    @Test
    void dead_letters_are_listed_from_the_oldest_and_found_one_by_one() {
        Fragile.failing = "expected";
        for (var item : List.of("a", "b", "c")) {
            dispatch("orders", "work.asked", "{\"item\":\"" + item + "\"}");
            await().atMost(Timeouts.of(Duration.ofSeconds(10))).until(() -> Diary.of("work").contains(item));
        }
        var letters = second(DeadLetters.class);
        await().atMost(Timeouts.of(Duration.ofSeconds(10))).until(() -> letters.list("fragile.work", 10).size() == 3);

        var all = letters.list("fragile.work", 10);

        assertThat(letters.list("fragile.work", 2)).isEqualTo(all.subList(0, 2));
        letters.discard("fragile.work", all.get(1).id());
        assertThat(letters.list("fragile.work", 10)).containsExactly(all.get(0), all.get(2));
        assertProblem(ErrorName.NOT_FOUND, () -> letters.inspect("fragile.work", all.get(1).id()));
        assertProblem(ErrorName.NOT_FOUND, () -> letters.retry("fragile.work", "' OR '1' = '1"));
        assertProblem(ErrorName.NOT_FOUND, () -> letters.list("no.body", 1));
        assertProblem(ErrorName.BAD_REQUEST, () -> letters.list("fragile.work", 1_001));
        assertThat(letters.handlers()).contains("fragile.work", "fragile.invoice", "postman.deliver");
        discardAll("fragile.work");
    }

    @Test
    void a_dead_letter_of_a_long_body_is_listed_in_part_and_tried_again_as_a_whole() {
        var letters = second(DeadLetters.class);
        var body = "x".repeat(DeadLetters.LISTED_BODY - 1) + "\u00fc".repeat(10);
        send(Message.toQueue("contract.invoices", body).asDurable());

        var letter = letter("fragile.invoice");

        assertThat(letter.reason()).startsWith("payload-too-large");
        assertThat(letter.body()).isEqualTo("x".repeat(DeadLetters.LISTED_BODY - 1));
        assertThat(letter.truncated()).isTrue();
        assertThat(letters.inspect("fragile.invoice", letter.id()).body()).isEqualTo(body);
        letters.retry("fragile.invoice", letter.id());
        await().atMost(Timeouts.of(Duration.ofSeconds(10))).until(() -> letters.list("fragile.invoice", 10).stream()
                .map(DeadLetter::id).noneMatch(letter.id()::equals) && letters.count("fragile.invoice", 10) == 1);
        var again = letter("fragile.invoice");
        assertThat(letters.inspect("fragile.invoice", again.id())).satisfies(whole -> {
            assertThat(whole.body()).isEqualTo(body);
            assertThat(whole.truncated()).isFalse();
        });
        discardAll("fragile.invoice");
    }

    @Test
    void dead_letters_are_counted_as_far_as_is_wanted() {
        for (var i = 0; i < 3; i++) {
            send(Message.toQueue("contract.invoices", "[]").asDurable());
        }
        var letters = second(DeadLetters.class);

        await().atMost(Timeouts.of(Duration.ofSeconds(10))).until(() -> letters.count("fragile.invoice", 10) == 3);

        assertThat(letters.count("fragile.invoice", 2)).isEqualTo(2);
        assertProblem(ErrorName.NOT_FOUND, () -> letters.count("no.body", 1));
        assertProblem(ErrorName.BAD_REQUEST, () -> letters.count("fragile.invoice", 0));
        assertProblem(ErrorName.BAD_REQUEST, () -> letters.count("fragile.invoice", 1_002));
        discardAll("fragile.invoice");
        assertThat(letters.count("fragile.invoice", 1)).isZero();
    }

    @Test
    void a_dead_letter_holds_no_secret_and_is_not_tried_again_without_it() {
        dispatch("orders", "secret.told", "{\"item\":\"a\",\"secret\":\"xyzzy\"}");

        var letter = letter("fragile.secret");
        assertThat(letter.body()).isEqualTo("{\"item\":\"a\",\"secret\":\"***\"}");
        assertThat(letter.masked()).isTrue();
        assertProblem(ErrorName.CONFLICT, () -> second(DeadLetters.class).retry("fragile.secret", letter.id()));
        assertThat(second(DeadLetters.class).list("fragile.secret", 10)).containsExactly(letter);
        discardAll("fragile.secret");
    }

    @Test
    void one_method_takes_events_and_messages_and_gets_back_what_is_tried_again() {
        Fragile.failing = "expected";
        dispatch("orders", "both.said", "{\"item\":\"a\"}");
        send(Message.toQueue("contract.both", "{\"item\":\"b\"}").asDurable());
        var letters = second(DeadLetters.class);
        await().atMost(Timeouts.of(Duration.ofSeconds(10))).until(() -> letters.count("fragile.both", 10) == 2);
        Diary.clear();
        Fragile.failing = "";

        letters.list("fragile.both", 10).forEach(letter -> letters.retry("fragile.both", letter.id()));

        Diary.awaitThat("both", lines -> assertThat(lines).containsExactlyInAnyOrder("a", "b"));
        assertThat(letters.count("fragile.both", 10)).isZero();
    }

    @Test
    void what_comes_while_a_handler_is_paused_waits_until_it_is_resumed() {
        assertWaitsForItsResumption("fragile.work/HandleEvent", "work",
                item -> dispatch("orders", "work.asked", "{\"item\":\"" + item + "\"}"));
    }

    @Test
    void what_comes_while_a_consumer_is_paused_waits_until_it_is_resumed() {
        assertWaitsForItsResumption("fragile.invoice/Consume", "invoice",
                item -> send(Message.toQueue("contract.invoices", "{\"item\":\"" + item + "\"}").asDurable()));
    }

    private void assertWaitsForItsResumption(String entrypoint, String noted, Consumer<String> send) {
        send.accept("before");
        Diary.awaitThat(noted, lines -> assertThat(lines).containsExactly("before"));
        second(Entrypoints.class).pause(entrypoint);

        send.accept("meanwhile");
        Diary.staysThat(noted, 1);
        second(Entrypoints.class).resume(entrypoint);

        Diary.awaitThat(noted, lines -> assertThat(lines).containsExactly("before", "meanwhile"));
        send.accept("after");
        Diary.awaitThat(noted, lines -> assertThat(lines).containsExactly("before", "meanwhile", "after"));
    }

    @Test
    void a_message_of_any_sender_reaches_its_method_and_becomes_a_dead_letter_when_it_does_not_fit() {
        send(Message.toQueue("contract.invoices", "{\"item\":\"a\"}").asDurable());
        send(Message.toQueue("contract.invoices", "[]").asDurable());

        Diary.awaitThat("invoice", lines -> assertThat(lines).containsExactly("a"));
        var letter = letter("fragile.invoice");
        assertThat(letter.origin()).isEqualTo("contract.invoices");
        assertThat(letter.body()).isEqualTo("[]");
        assertThat(letter.type()).isEmpty();
        discardAll("fragile.invoice");
    }

    private DeadLetter letter(String handler) {
        var letters = second(DeadLetters.class);
        await().atMost(Timeouts.of(Duration.ofSeconds(10))).until(() -> !letters.list(handler, 1).isEmpty());
        return letters.list(handler, 1).get(0);
    }

    private void discardAll(String handler) {
        var letters = second(DeadLetters.class);
        letters.list(handler, 100).forEach(letter -> letters.discard(handler, letter.id()));
    }

    private void dispatch(String source, String type, String json) {
        try (var reader = Json.createReader(new StringReader("[" + json + "]"))) {
            first(EventDispatcher.class).from(source).dispatch(type, reader.readArray().get(0));
        }
    }

    private void strange(String address, String body, Map<String, Object> headers) {
        send(Message.toTopic(address, body).asDurable().withHeaders(headers));
    }

    private void mail(int priority, String group, String body) {
        send(Message.toTopic("events.mail", body).asDurable().withGroup(group).withPriority(priority));
    }

    private void send(Message message) {
        first(MessageBus.class).send(message).toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
    }

    private static void assertProblem(ErrorName name, Runnable call) {
        assertThat(catchThrowableOfType(ProblemException.class, call::run).problem().name()).isEqualTo(name);
    }

    /** Is on both nodes. */
    @ServiceEntrypoint("billing")
    public static class Billing {
        @HandleEvent(source = {"orders", "shop"}, type = "order.*")
        void onOrder(JsonObject data, Event event) {
            Diary.note("pool " + event.source() + " " + event.type() + " " + data.getString("item"));
        }
    }

    /** Is on the first node. */
    @ServiceEntrypoint("east")
    public static class East {
        @HandleEvent(source = "orders", type = "single.said", delivery = Delivery.SINGLETON)
        void single(int data) {
            Diary.note("single " + data);
        }

        @HandleEvent(source = "orders", type = "all.said", delivery = Delivery.BROADCAST)
        void all(int data) {
            Diary.note("all east " + data);
        }
    }

    /** Is on the second node. */
    @ServiceEntrypoint("west")
    public static class West {
        @Inject
        CurrentCall call;

        @HandleEvent(source = "orders", type = "single.said", delivery = Delivery.SINGLETON)
        void single(int data) {
            Diary.note("single " + data);
        }

        @HandleEvent(source = "orders", type = "all.said", delivery = Delivery.BROADCAST)
        void all(int data) {
            Diary.note("all west " + data);
        }

        @HandleEvent(source = "orders", type = "detail.said")
        void detail(Event event) {
            Diary.note("detail " + event.id() + " " + event.subject().orElseThrow() + " " + event.priority().level()
                    + " " + event.extensions().get("colour") + " "
                    + call.get(CallHeader.TENANT).orElseThrow() + " " + call.callIdStack());
        }
    }

    /** What the fragile service calls. */
    public interface BusyApi {
        String ask();
    }

    /** Is on the first node and has no time. */
    @ServiceEntrypoint("busy")
    public static class Busy {
        @Rpc
        String ask() {
            throw new ProblemException(ErrorName.TOO_MANY_REQUESTS, "overloaded", "Not now.");
        }
    }

    /** Is on the second node and fails as it is told. */
    @ServiceEntrypoint("fragile")
    public static class Fragile {
        static volatile String failing = "";

        @Inject
        @RemoteService("busy")
        BusyApi busy;

        @HandleEvent(source = "orders", type = "work.asked", expected = UnsupportedOperationException.class)
        void work(JsonObject data) {
            Diary.note("work " + data.getString("item"));
            fail();
        }

        @HandleEvent(source = "orders", type = "again.said", deduplicate = true)
        void again(Event event) {
            fail();
            Diary.note("again " + event.data());
        }

        @HandleEvent(source = "orders", type = "secret.told", expected = UnsupportedOperationException.class)
        void secret(@Sensitive("secret") JsonObject data) {
            throw new UnsupportedOperationException("no");
        }

        @Consume("contract.invoices")
        void invoice(JsonObject data) {
            Diary.note("invoice " + data.getString("item"));
            fail();
        }

        @Consume(value = "contract.both", expected = UnsupportedOperationException.class)
        @HandleEvent(source = "orders", type = "both.said", expected = UnsupportedOperationException.class)
        void both(JsonObject data) {
            Diary.note("both " + data.getString("item"));
            fail();
        }

        private void fail() {
            var how = failing;
            if (how.endsWith("once")) {
                failing = "";
            }
            switch (how.replace(" once", "")) {
                case "" -> {
                }
                case "expected" -> throw new UnsupportedOperationException("no");
                case "conflict" -> throw new ProblemException(ErrorName.CONFLICT, "taken", "Somebody was faster.");
                case "stale" -> throw new ProblemException(ErrorName.PRECONDITION_FAILED, "stale", "It has changed.");
                case "overloaded call" -> busy.ask();
                default -> throw new IllegalStateException("not yet");
            }
        }
    }

    /** Is on both nodes, and writes down a letter each time that the gate lets it. */
    @ServiceEntrypoint("postman")
    public static class Postman {
        static final Semaphore GATE = new Semaphore(0);

        @Mail
        void deliver(String letter) throws InterruptedException {
            Diary.note("mail " + letter);
            if (!GATE.tryAcquire(Timeouts.of(Duration.ofSeconds(20)).toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The gate stays closed.");
            }
        }
    }

    /** A kind of entrypoint that a third party could have made. */
    @EntrypointKind
    @Retention(RUNTIME)
    @Target(METHOD)
    public @interface Mail {}

    /** Binds it, and lets a test stop and start it. */
    @ApplicationScoped
    public static class MailBinder implements EntrypointBinder<Mail> {
        private final List<Entrypoint> bound = new CopyOnWriteArrayList<>();
        @Inject
        MessageHandlers handlers;
        private boolean stopped;

        @Override
        public Entrypoint bind(EntrypointMethod<Mail> mail, DeploymentProblems problems) {
            var feed = new MessageFeed(MessageSource.subscription("events.mail", mail.method().qualifiedName(), 20),
                    message -> MessageCall.of(message.properties().group().orElse("none"),
                            Arguments.of(new String(message.body(), StandardCharsets.UTF_8))));
            var entrypoint = handlers.handler(mail.method(), List.of(feed), new RetryRule(3, Duration.ofMillis(50)),
                    problems);
            bound.add(entrypoint);
            return entrypoint;
        }

        synchronized void stopAll() {
            if (!stopped) {
                bound.forEach(Entrypoint::stop);
            }
            stopped = true;
        }

        synchronized void startAll() {
            if (stopped) {
                bound.forEach(Entrypoint::start);
            }
            stopped = false;
        }
    }
}
