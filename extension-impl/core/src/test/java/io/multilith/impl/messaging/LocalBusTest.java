package io.multilith.impl.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/** What is of this bus alone; the rest is in the contract suite for all buses. */
class LocalBusTest {
    @RegisterExtension
    final LogRecords log = new LogRecords();

    private final LocalBus bus = new LocalBus(new WorkerThreads(new Settings()));
    private final List<String> received = new CopyOnWriteArrayList<>();

    @Nested
    class Queue {
        @Test
        void passes_over_what_breaks_its_handler_and_says_so() {
            bus.receive(MessageSource.queue("q", 1), message -> {
                if (body(message).equals("a")) {
                    throw new IllegalStateException("broken");
                }
                take(message);
            });

            send("a", "b");

            assertThat(received).containsExactly("b");
            assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR ML0710").contains("from q "));
        }

        @Test
        void hands_out_no_more_than_there_is_credit_for() {
            var held = new ArrayList<ReceivedMessage>();
            bus.receive(MessageSource.queue("q", 2), held::add);

            send("a", "b", "c");

            assertThat(held).hasSize(2);
            held.get(0).accept();
            assertThat(held).hasSize(3);
        }

        @Test
        void hands_a_released_message_out_again_ahead_of_the_others() {
            var held = new ArrayList<ReceivedMessage>();
            bus.receive(MessageSource.queue("q", 1), held::add);
            send("a", "b");

            held.get(0).release();

            assertThat(held).extracting(LocalBusTest::body).containsExactly("a", "a");
        }

        @Test
        void settles_a_message_once() {
            var held = new ArrayList<ReceivedMessage>();
            bus.receive(MessageSource.queue("q", 1), held::add);
            send("a");

            held.get(0).accept();
            held.get(0).release();
            send("b", "c");

            assertThat(held).extracting(LocalBusTest::body).containsExactly("a", "b");
        }

        @Test
        void hands_out_more_than_a_stack_could_hold_of_messages_settled_at_once() {
            send(IntStream.range(0, 50_000).mapToObj(Integer::toString).toArray(String[]::new));

            assertThatCode(() -> bus.receive(MessageSource.queue("q", 1), LocalBusTest.this::take))
                    .doesNotThrowAnyException();
            assertThat(received).hasSize(50_000).startsWith("0", "1").endsWith("49999");
        }

        @Test
        void hands_out_all_that_many_threads_send() {
            bus.receive(MessageSource.queue("q", 3), LocalBusTest.this::take);
            var threads = Executors.newFixedThreadPool(8);
            try {
                for (var i = 0; i < 800; i++) {
                    var name = Integer.toString(i);
                    threads.execute(() -> send(name));
                }

                await().untilAsserted(() -> assertThat(received).hasSize(800).doesNotHaveDuplicates());
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void is_reached_while_somebody_receives() {
            assertThat(bus.reaches("q")).isFalse();

            var receiver = bus.receive(MessageSource.queue("q", 1), LocalBusTest.this::take);
            assertThat(bus.reaches("q")).isTrue();

            receiver.stop();
            assertThat(bus.reaches("q")).isFalse();
        }
    }

    @Nested
    class Request {
        @Test
        void tells_who_was_there_before_from_who_never_was() {
            bus.receive(MessageSource.queue("gone", 1), LocalBusTest.this::take).stop();

            assertThat(ask("gone")).satisfies(failure -> assertThat(
                    ((MessagingException.NoReceiver) failure).known()).isTrue()).hasMessageContaining("ML0701")
                    .hasMessageContaining("gone");
            assertThat(ask("never")).satisfies(failure -> assertThat(
                    ((MessagingException.NoReceiver) failure).known()).isFalse()).hasMessageContaining("ML0701")
                    .hasMessageContaining("never");
        }

        @Test
        void fails_at_its_deadline() {
            bus.receive(MessageSource.queue("q", 1), ReceivedMessage::accept);

            var failure = bus.request(Message.toQueue("q", "1"), Instant.now().plusMillis(100));

            assertThat(failure).failsWithin(Duration.ofSeconds(5)).withThrowableThat()
                    .withCauseInstanceOf(MessagingException.NoAnswer.class).withMessageContaining("ML0702")
                    .withMessageContaining("q");
        }

        private Throwable ask(String address) {
            var failure = new AtomicReference<Throwable>();
            bus.request(Message.toQueue(address, "1"), Instant.now().plusSeconds(5))
                    .whenComplete((answer, fault) -> failure.set(fault));
            return failure.get();
        }
    }

    private void send(String... bodies) {
        for (var body : bodies) {
            bus.send(Message.toQueue("q", body));
        }
    }

    private void take(ReceivedMessage message) {
        received.add(body(message));
        message.accept();
    }

    private static String body(ReceivedMessage message) {
        return new String(message.message().body(), StandardCharsets.UTF_8);
    }
}
