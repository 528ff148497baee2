package io.multilith.tck;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What one receiver got, in the order in which it came. */
final class Inbox {
    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private final MessageReceiver receiver;

    private Inbox(MessageBus bus, MessageSource source, boolean accepting) {
        receiver = bus.receive(source, message -> {
            received.add(message);
            if (accepting) {
                message.accept();
            }
        });
    }

    /** Accepts at once whatever comes. */
    static Inbox accepting(MessageBus bus, MessageSource source) {
        return new Inbox(bus, source, true);
    }

    /** Settles nothing by itself. */
    static Inbox holding(MessageBus bus, MessageSource source) {
        return new Inbox(bus, source, false);
    }

    List<ReceivedMessage> received() {
        return received;
    }

    List<String> bodies() {
        return received.stream().map(Inbox::body).toList();
    }

    Inbox awaitCount(int count) {
        await().atMost(Timeouts.of(Duration.ofSeconds(10))).untilAsserted(
                () -> assertThat(received).hasSizeGreaterThanOrEqualTo(count));
        return this;
    }

    void stop() {
        receiver.stop();
    }

    static String body(ReceivedMessage message) {
        return new String(message.message().body(), StandardCharsets.UTF_8);
    }
}
