package io.multilith.impl.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a handler does with messages that were handed out too often. */
class SuspectsTest extends PlayedHandler {

    @Test
    void runs_what_was_handed_out_too_often_with_its_letter_sent_first_and_torn_up_afterwards() {
        var received = deliver("a", 2);

        assertThat(workers.ran).hasSize(1);
        assertThat(bus.letters).singleElement().satisfies(letter -> {
            assertThat(letter.address()).isEqualTo("dlq.postman.deliver");
            assertThat(letter.header("multilith-reason").orElseThrow()).startsWith("process-ended: ML0432")
                    .contains("2 times");
        });
        assertThat(received.happened).isEmpty();

        workers.returned();

        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.letters).isEmpty();
    }

    @Test
    void runs_suspects_one_after_the_other() {
        deliver("a", "g", 2);
        deliver("b", "h", 2);
        deliver("c", "i", 0);

        assertThat(workers.ran).hasSize(2);
        workers.returned();

        assertThat(workers.ran).hasSize(3);
    }

    @Test
    void runs_suspects_of_all_kinds_of_the_method_one_after_the_other() {
        handlerOf("parcels").start();
        deliver("a", "g", 2);
        deliver(Message.toQueue("parcels", "x").withMessageId("b").withGroup("h"), 2);

        assertThat(workers.ran).hasSize(1);
        workers.returned();

        assertThat(workers.ran).hasSize(2);
    }

    @Test
    void buries_unrun_what_has_ended_the_process_that_sent_its_letter() {
        deliver("a", 2);
        startAnew();

        var again = deliver("a", 3);

        assertThat(workers.ran).hasSize(1);
        assertThat(again.happened).containsExactly("accepted");
        assertThat(bus.letters).hasSize(1);
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR").contains("ML0403",
                bus.letters.get(0).header("multilith-error-id").orElseThrow()));
    }

    @Test
    void runs_a_suspect_again_that_was_lost_with_the_connection_and_not_with_the_process() {
        var lost = deliver("a", 2);
        lost.held = false;
        var again = deliver("a", 3);
        workers.failed();

        await().until(() -> workers.ran.size() == 2);
        workers.returned();

        assertThat(lost.happened).isEmpty();
        assertThat(again.happened).containsExactly("accepted");
        assertThat(bus.letters).isEmpty();
    }

    @Test
    void keeps_the_letter_of_a_suspect_that_has_failed_and_not_the_one_sent_first() {
        deliver("a", 2);

        workers.refused("expected-failure");

        assertThat(bus.letters).singleElement().satisfies(letter -> assertThat(letter.header("multilith-reason"))
                .contains("expected-failure: no"));
    }

    @Test
    void does_not_run_a_suspect_before_its_letter_is_safe() {
        bus.faults.set(2);

        deliver("a", 2);

        assertThat(workers.ran).isEmpty();
        await().until(() -> workers.ran.size() == 1);
        assertThat(bus.letters).hasSize(1);
        assertThat(log.lines()).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith("WARN").contains("ML0404")
                .endsWith(": away").doesNotContain("Exception"));
    }

    @Test
    void runs_a_suspect_whose_letter_is_there_although_its_sending_failed() {
        bus.faultsOnceStored.set(1);

        var received = deliver("a", 2);

        assertThat(workers.ran).isEmpty();
        await().until(() -> workers.ran.size() == 1);
        workers.returned();
        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.letters).isEmpty();
    }

    @Test
    void tears_up_the_letter_of_a_suspect_that_was_lost_before_it_could_run() {
        bus.faultsOnceStored.set(1);

        var received = deliver("a", 2);
        received.held = false;

        await().untilAsserted(() -> assertThat(bus.letters).isEmpty());
        assertThat(bus.sent).hasSize(1);
        assertThat(workers.ran).isEmpty();
    }

    @Test
    void does_not_wait_for_the_broker_when_a_letter_cannot_be_made() {
        handleBy("hide", null);

        var received = deliver("a", 2);

        assertThat(log.lines()).singleElement().asString().startsWith("ERROR").contains("ML0433");
        assertThat(received.happened).isEmpty();
        assertThat(workers.ran).isEmpty();
    }

    @Test
    void keeps_what_another_process_buried_when_the_first_ends_its_run_after_all() {
        deliver("a", 2);
        startAnew();
        var again = deliver("a", 3);

        workers.returned();

        assertThat(again.happened).containsExactly("accepted");
        assertThat(bus.letters).hasSize(1);
    }

    @Test
    void runs_what_only_looks_like_the_one_that_ended_the_process_and_loses_neither() {
        deliverNameless("x");
        startAnew();

        var twin = deliverNameless("x");
        var again = deliverNameless("x");

        assertThat(twin.happened).containsExactly("accepted");
        assertThat(again.happened).isEmpty();
        assertThat(workers.ran).hasSize(2);
        assertThat(letterIds(bus.letters)).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void knows_a_message_without_identity_by_what_may_be_shown_of_it() {
        handleBy("hide", container.select(JsonCodec.class).get());
        for (var body : List.of("\"secret\"", "\"other\"")) {
            deliverNameless(body);
            workers.returned();
        }
        deliver("a", 2);
        workers.returned();
        deliver("b", 2);

        var ids = letterIds(bus.sent);
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(ids.subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void tears_a_letter_up_as_soon_as_the_broker_lets_it() {
        var received = deliver("a", 2);
        bus.faults.set(1);

        workers.returned();

        assertThat(received.happened).containsExactly("accepted");
        await().untilAsserted(() -> assertThat(bus.letters).isEmpty());
    }

    @Test
    void looks_again_for_a_letter_that_the_broker_has_overlooked() {
        deliver("a", 2);
        bus.overlooked.set(1);

        workers.returned();

        await().untilAsserted(() -> assertThat(bus.letters).isEmpty());
    }

    @Test
    void gives_back_a_suspect_only_without_its_letter() {
        var received = deliver("a", 2);
        handler.stop();
        bus.taking = new CompletableFuture<>();

        workers.failed();

        assertThat(bus.letters).hasSize(1);
        assertThat(received.happened).isEmpty();
        bus.taking.complete(null);
        assertThat(bus.letters).isEmpty();
        assertThat(received.happened).containsExactly("released");
    }

    @Test
    void lets_a_stop_wait_until_no_letter_of_a_suspect_is_left() {
        deliver("a", 2);
        handler.stop();
        bus.taking = new CompletableFuture<>();
        workers.failed();

        var left = CompletableFuture.supplyAsync(() -> {
            underWay.await(Duration.ofMinutes(1));
            return bus.letters.size();
        });

        await().during(Duration.ofMillis(200)).until(() -> !left.isDone());
        bus.taking.complete(null);
        assertThat(left).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(0);
    }

    @Test
    void does_not_let_a_stop_wait_for_ever() {
        deliver("a", 2);
        bus.taking = new CompletableFuture<>();
        workers.returned();

        underWay.await(Duration.ofMillis(50));

        assertThat(bus.letters).hasSize(1);
    }

    @Test
    void tries_more_than_once_to_tear_a_letter_up_at_a_stop() {
        var received = deliver("a", 2);
        handler.stop();
        bus.faults.set(1);

        workers.failed();

        assertThat(bus.letters).isEmpty();
        assertThat(received.happened).containsExactly("released");
    }

    @Test
    void gives_back_a_suspect_with_its_letter_rather_than_never_and_runs_it_after_the_next_start() {
        var received = deliver("a", 2);
        handler.stop();
        bus.faults.set(100);
        workers.failed();
        bus.faults.set(0);

        handler.start();
        var again = deliver("a", 2);

        assertThat(received.happened).containsExactly("released");
        assertThat(workers.ran).hasSize(2);
        workers.returned();
        assertThat(again.happened).containsExactly("accepted");
        assertThat(bus.letters).isEmpty();
    }
}
