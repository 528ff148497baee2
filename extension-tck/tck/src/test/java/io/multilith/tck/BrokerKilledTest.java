package io.multilith.tck;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.messaging.MessagingException;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** The broker is killed while nodes use it, and comes again: G1, G6, G9, G11, G19. */
class BrokerKilledTest {
    private static final int CALLS = 50;
    private static final List<String> ACCOUNTS = List.of("a", "b", "c");

    @TempDir
    static Path directory;

    private static BrokerProcess broker;
    private static Split nodes;

    @BeforeAll
    static void boot() {
        broker = new BrokerProcess(directory).start();
        nodes = Split.boot(broker.port()).awaitCalls();
    }

    @AfterAll
    static void close() {
        nodes.close();
        broker.close();
    }

    @Test
    void pending_calls_end_before_their_deadline_with_an_unknown_outcome_and_later_ones_work() {
        var calls = IntStream.range(0, CALLS).mapToObj(number -> nodes.teller().patiently("linger")).toList();

        broker.kill();
        var ends = calls.stream().map(Teller::end).toList();

        assertThat(ends).extracting(Teller.End::fault)
                .allSatisfy(fault -> assertThat(fault).isInstanceOfAny(RpcException.OutcomeUnknown.class,
                        RpcException.BrokerUnavailable.class))
                .hasAtLeastOneElementOfType(RpcException.OutcomeUnknown.class);

        nodes.ledger().letGo();
        broker.start();
        nodes.awaitCalls();
    }

    @Test
    void events_that_were_accepted_are_all_handled_in_the_order_of_their_subject() {
        var accepted = new ConcurrentLinkedQueue<Ledger.Entry>();
        var tellers = ACCOUNTS.stream().map(account -> new Thread(() -> tellUntilRefused(account, accepted))).toList();
        tellers.forEach(Thread::start);
        await().until(() -> accepted.size() > 300);

        broker.kill();
        tellers.forEach(BrokerKilledTest::join);
        broker.start();

        await().atMost(Split.RECOVERY)
                .untilAsserted(() -> assertThat(nodes.ledger().entries()).containsAll(accepted));
        nodes.awaitCalls();
        assertThat(ACCOUNTS).allSatisfy(account -> assertThat(firstTimes(account)).isSorted());
    }

    @Test
    void an_event_is_refused_while_the_broker_is_down_and_handled_again_afterwards() {
        broker.kill();
        var begin = Instant.now();

        var refused = catchThrowable(() -> nodes.teller().make("down", 1));

        assertThat(refused).isInstanceOf(MessagingException.BrokerUnavailable.class);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Timeouts.of(Duration.ofSeconds(5)));

        broker.start();
        nodes.awaitCalls().teller().make("up", 2);

        await().atMost(Split.RECOVERY).untilAsserted(
                () -> assertThat(nodes.ledger().entries()).contains(new Ledger.Entry("up", 2)));
    }

    @Test
    void changes_that_were_made_while_it_was_down_are_told_in_order_when_it_is_back() {
        nodes.teller().create("nails");
        await().untilAsserted(() -> assertThat(nodes.ledger().changes()).containsExactly("nails=0"));
        broker.kill();

        IntStream.rangeClosed(1, 20).forEach(count -> nodes.teller().count("nails", count));
        broker.start();

        IntFunction<String> told = count -> "nails=" + count;
        await().atMost(Split.RECOVERY).untilAsserted(() -> assertThat(nodes.ledger().changes()).doesNotHaveDuplicates()
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 20).mapToObj(told).toList()));
        nodes.awaitCalls();
    }

    private static void tellUntilRefused(String account, ConcurrentLinkedQueue<Ledger.Entry> accepted) {
        for (var number = 0;; number++) {
            try {
                nodes.teller().make(account, number);
                accepted.add(new Ledger.Entry(account, number));
            } catch (MessagingException refused) {
                return;
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(Split.RECOVERY.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** At least once: a number may come again, but not for the first time after a later one. */
    private static List<Integer> firstTimes(String account) {
        return nodes.ledger().entries().stream().filter(entry -> entry.account().equals(account))
                .map(Ledger.Entry::number).distinct().toList();
    }
}
