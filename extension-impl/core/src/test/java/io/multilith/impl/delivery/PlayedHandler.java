package io.multilith.impl.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.MessageFeed;
import io.multilith.delivery.RetryRule;
import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.concurrent.Recent;
import io.multilith.impl.concurrent.UnderWay;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageSource;

/** A handler on a bus and with workers that the test plays. */
abstract class PlayedHandler {
    static final String FEED = "letters";

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @RegisterExtension
    final LogRecords log = new LogRecords();

    final RecordingBus bus = new RecordingBus();
    final PlayedWorkers workers = new PlayedWorkers();
    final UnderWay underWay = new UnderWay();
    WeldContainer container;
    Supplier<MessageHandler> made;
    Delivery.Target target;
    MessageHandler handler;

    @BeforeEach
    void start() {
        container = new Weld().disableDiscovery().addBeanClasses(Settings.class, WorkerThreads.class, JsonCodec.class)
                .initialize();
        handleBy("deliver", container.select(JsonCodec.class).get());
    }

    void handleBy(String name, JsonCodec json) {
        AnnotatedType<Postman> type = container.getBeanManager().createAnnotatedType(Postman.class);
        AnnotatedMethod<? super Postman> called = type.getMethods().stream()
                .filter(method -> method.getJavaMember().getName().equals(name)).findFirst().orElseThrow();
        var method = new ServiceMethod("postman", called);
        made = () -> {
            var handled = new Recent<String, Boolean>(Duration.ofHours(1), 10, Clock.systemUTC());
            target = new Delivery.Target(method, new RetryRule(2, Duration.ofMillis(20)),
                    HandledMethod.of(method, handled, bus), new LetterMask(method, json),
                    Attempts.by(workers, method), bus);
            return handlerOf(FEED);
        };
        startAnew();
    }

    /** One more of the same method, not started. */
    MessageHandler handlerOf(String address) {
        var feed = new MessageFeed(MessageSource.queue(address, 10),
                message -> new MessageCall(message.properties().group().orElseThrow(),
                        message.properties().messageId().map(Object::toString),
                        Arguments.of(new String(message.body(), StandardCharsets.UTF_8)), CallContext.root("1")));
        var added = new MessageHandler(List.of(Inlet.of(feed, bus)), target, 100,
                container.select(WorkerThreads.class).get(),
                underWay);
        target.shared().retries().add(added);
        return added;
    }

    /** As in a process that knows nothing of the one before. */
    void startAnew() {
        handler = made.get();
        handler.start();
    }

    @AfterEach
    void stop() {
        container.close();
    }

    PlayedMessage deliver(String id, int deliveryCount) {
        return deliver(id, "g", deliveryCount);
    }

    PlayedMessage deliver(String id, String group, int deliveryCount) {
        return deliver(Message.toQueue(FEED, "\"x\"").withMessageId(id).withGroup(group), deliveryCount);
    }

    PlayedMessage deliverNameless(String body) {
        return deliver(Message.toQueue(FEED, body).withGroup("g"), 2);
    }

    static List<String> letterIds(List<Message> letters) {
        return letters.stream().map(letter -> letter.header("multilith-letter-id").orElseThrow()).toList();
    }

    PlayedMessage deliver(Message message, int deliveryCount) {
        var received = new PlayedMessage(message, deliveryCount);
        bus.handlers.get(message.address()).accept(received);
        return received;
    }

    static class Postman {
        void deliver(String letter) {}

        void hide(@Sensitive String letter) {}
    }
}
