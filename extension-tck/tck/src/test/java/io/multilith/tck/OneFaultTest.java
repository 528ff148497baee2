package io.multilith.tck;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import jakarta.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One address or message in trouble, each of which ends every channel of the SmallRye connector, ends nothing here. */
class OneFaultTest {
    private static final int MORE_THAN_CREDIT = 1_500;
    private static final int MORE_THAN_LINKS = 300;
    private static final String KILOBYTE = Json.createValue("x".repeat(1_000)).toString();

    @TempDir
    static Path directory;

    private static BrokerProcess broker;
    private static Split nodes;

    private final AtomicInteger number = new AtomicInteger();

    @BeforeAll
    static void boot() {
        broker = new BrokerProcess(directory).start();
        try (var stranger = new Stranger(broker)) {
            stranger.limit("full.#", "BLOCK");
            stranger.limit("refusing.#", "FAIL");
        }
        nodes = Split.boot(broker.port()).awaitCalls();
    }

    @AfterAll
    static void close() {
        nodes.close();
        broker.close();
    }

    @Test
    void a_full_address_wedges_no_other_and_works_again_when_it_is_drained() {
        var stuck = fill("full.box");

        assertThat(stuck).isInstanceOf(MessagingException.BrokerUnavailable.class).hasMessageStartingWith("ML0705")
                .hasMessageContaining("full.box");
        assertOthersWork();

        var drained = Inbox.accepting(nodes.tellerBus(), MessageSource.queue("full.box", 100));
        await().atMost(Split.RECOVERY).untilAsserted(() -> assertThat(outcome(send("full.box"))).isNull());
        drained.stop();
    }

    @Test
    void others_are_served_while_a_message_waits_for_a_full_address() {
        fill("full.crate");

        var waiting = send("full.crate").toCompletableFuture();
        assertOthersWork();

        assertThat(waiting).isNotDone();
        assertThat(outcome(waiting)).isInstanceOf(MessagingException.BrokerUnavailable.class);
    }

    @Test
    void answers_that_a_full_address_should_take_keep_back_no_others() {
        fill("full.answers");

        IntStream.range(0, MORE_THAN_CREDIT).mapToObj(count -> nodes.tellerBus().send(Message
                .toQueue("rpc.ledger", "{\"args\":[21]}").withSubject("twice")
                .withReplyTo("full.answers", "c" + count)))
                .toList().forEach(sent -> assertThat(outcome(sent)).isNull());

        IntStream.range(0, 20).forEach(
                call -> assertThat(nodes.teller().patiently("twice", 21)).succeedsWithin(Split.RECOVERY)
                        .hasToString("42"));
    }

    @Test
    void more_askers_than_there_are_links_to_them_are_all_answered() {
        var askers = IntStream.range(0, MORE_THAN_LINKS).mapToObj(number -> "asker." + number).toList();

        askers.forEach(asker -> assertThat(outcome(nodes.tellerBus().send(question(asker)))).isNull());

        assertThat(askers).allSatisfy(asker -> await().atMost(Split.RECOVERY)
                .until(() -> nodes.tellerBus().browse(asker, Map.of(), 1).toCompletableFuture().join().size() == 1));
    }

    @Test
    void a_message_that_is_refused_for_good_fails_alone() {
        var refused = fill("refusing.box");

        assertThat(refused).isInstanceOf(MessagingException.class).hasMessageStartingWith("ML0704")
                .hasMessageContaining("refusing.box");
        assertOthersWork();

        var drained = Inbox.accepting(nodes.tellerBus(), MessageSource.queue("refusing.box", 100));
        await().atMost(Split.RECOVERY).untilAsserted(() -> assertThat(outcome(send("refusing.box"))).isNull());
        drained.stop();
    }

    @Test
    void a_queue_that_may_not_be_looked_into_is_told_from_an_empty_one() {
        var looked = Teller.end(nodes.tellerBus().browse("events.teller", Map.of(), 1));

        assertThat(looked.fault()).isInstanceOf(MessagingException.BrokerUnavailable.class)
                .hasMessageStartingWith("ML0711").hasMessageContaining("events.teller");
        assertOthersWork();
    }

    @Test
    void a_message_that_nobody_can_read_stops_no_receiver() {
        assertThat(outcome(nodes.tellerBus().send(Message.toQueue("rpc.ledger", "{")))).isNull();
        assertThat(outcome(nodes.tellerBus().send(Message.toTopic("events.teller", "{").asDurable()
                .withHeaders(Map.of("cloudEvents:type", "entry.made"))))).isNull();

        assertOthersWork();
    }

    @Test
    void a_message_that_is_given_back_comes_again_and_others_go_on() {
        nodes.tellerBus().provideQueue("given.back");
        var first = new AtomicReference<String>();
        var again = new AtomicReference<String>();
        var receiver = nodes.tellerBus().receive(MessageSource.queue("given.back", 10), received -> {
            if (first.compareAndSet(null, Inbox.body(received))) {
                received.release();
            } else {
                again.set(Inbox.body(received));
                received.accept();
            }
        });

        assertThat(outcome(send("given.back"))).isNull();

        await().untilAsserted(() -> assertThat(again.get()).isEqualTo(KILOBYTE));
        assertThat(first.get()).isEqualTo(KILOBYTE);
        assertOthersWork();
        receiver.stop();
    }

    private void assertOthersWork() {
        var mark = new Ledger.Entry("other", number.incrementAndGet());

        assertThat(nodes.teller().patiently("twice", 21)).succeedsWithin(Split.RECOVERY).hasToString("42");
        nodes.teller().make(mark.account(), mark.number());

        await().untilAsserted(() -> assertThat(nodes.ledger().entries()).contains(mark));
    }

    /** Sends more than the broker gives credit for, all at once; says how the first failed that did. */
    private static Throwable fill(String address) {
        nodes.tellerBus().provideQueue(address);
        return IntStream.range(0, MORE_THAN_CREDIT).mapToObj(count -> send(address)).toList().stream()
                .map(OneFaultTest::outcome).filter(Objects::nonNull).findFirst().orElseThrow();
    }

    private static Message question(String asker) {
        return Message.toQueue("rpc.ledger", "{\"args\":[21]}").withSubject("twice").withReplyTo(asker, "c");
    }

    private static CompletionStage<Void> send(String address) {
        return nodes.tellerBus().send(Message.toQueue(address, KILOBYTE).asDurable());
    }

    private static Throwable outcome(CompletionStage<Void> sent) {
        return sent.handle((done, fault) -> fault).toCompletableFuture()
                .orTimeout(Split.RECOVERY.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
