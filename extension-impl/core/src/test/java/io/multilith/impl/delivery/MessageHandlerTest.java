package io.multilith.impl.delivery;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.Attempt;
import io.multilith.messaging.Message;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a handler does with each message. */
class MessageHandlerTest extends PlayedHandler {

    @Test
    void provides_the_dead_letters_and_receives_what_is_to_be_tried_again() {
        assertThat(bus.provided).containsExactly("dlq.postman.deliver");
        assertThat(bus.handlers.keySet()).containsExactlyInAnyOrder(FEED, "retry.postman.deliver");
    }

    @Test
    void accepts_what_has_succeeded_and_passes_over_what_comes_again() {
        var first = deliver("a", 0);
        workers.returned();
        var second = deliver("a", 0);

        assertThat(first.happened).containsExactly("accepted");
        assertThat(second.happened).containsExactly("accepted");
        assertThat(workers.ran).hasSize(1);
    }

    @Test
    void runs_a_copy_that_waited_for_the_first_when_that_has_failed() {
        deliver("a", 0);
        var second = deliver("a", 0);
        workers.refused("expected-failure");

        workers.returned();

        assertThat(workers.ran).hasSize(2);
        assertThat(second.happened).containsExactly("accepted");
    }

    @Test
    void passes_over_a_copy_of_another_key_that_came_while_the_first_ran() {
        deliver("a", "g", 0);
        var copy = deliver("a", "h", 0);
        deliver("b", "h", 0);

        assertThat(workers.ran).hasSize(1);
        workers.returned();

        assertThat(copy.happened).containsExactly("accepted");
        assertThat(workers.ran).hasSize(2);
    }

    @Test
    void runs_a_copy_of_another_key_only_after_the_last_attempt_of_the_first() {
        deliver("a", "g", 0);
        var copy = deliver("a", "h", 0);
        workers.failed();
        await().until(() -> workers.ran.size() == 2);
        assertThat(workers.attempts).containsExactly(new Attempt(1, 2), new Attempt(2, 2));

        workers.failed();
        assertThat(workers.attempts).endsWith(new Attempt(1, 2)).hasSize(3);
        workers.returned();

        assertThat(copy.happened).containsExactly("accepted");
        assertThat(bus.sent).hasSize(1);
    }

    @Test
    void gives_back_at_a_stop_a_copy_that_waits_for_the_first() {
        var first = deliver("a", "g", 0);
        var copy = deliver("a", "h", 0);
        handler.stop();

        workers.failed();

        assertThat(first.happened).containsExactly("released");
        assertThat(copy.happened).containsExactly("released");
        assertThat(workers.ran).hasSize(1);
    }

    @Test
    void buries_what_is_expected_to_fail_at_once_with_a_warning() {
        var received = deliver("a", 0);

        workers.refused("expected-failure");

        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.sent).singleElement().satisfies(letter -> {
            assertThat(letter.address()).isEqualTo("dlq.postman.deliver");
            assertThat(letter.durable()).isTrue();
            assertThat(letter.headers()).containsEntry("multilith-handler", "postman.deliver")
                    .containsEntry("multilith-origin", FEED).containsEntry("multilith-attempts", 1)
                    .containsEntry("multilith-reason", "expected-failure: no").containsKeys("multilith-letter-id",
                            "multilith-buried");
            assertThat(Instant.parse(letter.header("multilith-buried").orElseThrow())).isBefore(Instant.now());
        });
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("WARN").contains("ML0430",
                "postman.deliver", "dlq.postman.deliver", "expected-failure"));
    }

    @Test
    void waits_for_a_worker_without_counting_it_as_an_attempt() {
        deliver("a", 0);
        for (var i = 0; i < 5; i++) {
            var before = workers.ran.size();
            workers.refused("overloaded");
            await().until(() -> workers.ran.size() == before + 1);
        }

        assertThat(bus.sent).isEmpty();
        assertThat(workers.attempts).containsOnly(new Attempt(1, 2));
    }

    @Test
    void says_in_a_warning_where_it_goes_after_the_last_attempt_as_the_failure_is_told_by_the_workers() {
        var received = deliver("a", 0);
        workers.failed();
        await().until(() -> workers.ran.size() == 2);

        workers.failed();

        assertThat(received.happened).containsExactly("accepted");
        assertThat(workers.attempts).containsExactly(new Attempt(1, 2), new Attempt(2, 2));
        assertThat(log.lines()).singleElement().asString().startsWith("WARN").contains("ML0403", "after 2 attempts",
                "error-7");
    }

    @Test
    void lets_go_what_was_lost_with_the_connection() {
        deliver("a", 0);
        var waiting = deliver("b", 0);
        waiting.held = false;
        var again = deliver("b", 0);

        workers.returned();

        assertThat(waiting.happened).isEmpty();
        workers.returned();
        assertThat(again.happened).containsExactly("accepted");
        assertThat(workers.ran).hasSize(2);
    }

    @Test
    void gives_back_at_a_stop_what_waits_and_what_rests_between_two_attempts() {
        var resting = deliver("a", 0);
        var waiting = deliver("b", 0);
        workers.failed();

        handler.stop();

        assertThat(resting.happened).containsExactly("released");
        assertThat(waiting.happened).containsExactly("released");
        assertThat(bus.stopped).isEqualTo(2);
    }

    @Test
    void keeps_the_order_of_one_key_over_the_kinds_of_one_method() {
        handlerOf("parcels").start();
        deliver("a", 0);

        var other = deliver(Message.toQueue("parcels", "x").withMessageId("b").withGroup("g"), 0);

        assertThat(workers.ran).hasSize(1);
        workers.returned();
        assertThat(workers.ran).hasSize(2);
        workers.returned();
        assertThat(other.happened).containsExactly("accepted");
    }

    @Test
    void receives_what_is_to_be_tried_again_while_all_kinds_of_the_method_are_started() {
        handler.stop();
        bus.handlers.clear();
        var other = handlerOf("parcels");

        handler.start();
        assertThat(bus.handlers.keySet()).containsExactly(FEED);
        other.start();
        assertThat(bus.handlers.keySet()).containsExactlyInAnyOrder(FEED, "parcels", "retry.postman.deliver");

        bus.stopped = 0;
        other.stop();
        assertThat(bus.stopped).isEqualTo(2);
        handler.stop();
        assertThat(bus.stopped).isEqualTo(3);
    }

    @Test
    void buries_a_retried_letter_that_nobody_wants_any_more() {
        var letter = Letters.write(Message.toQueue("elsewhere", "x"), "postman.deliver", 1,
                ProblemDetail.of(ErrorName.CONFLICT, "test", "test"));
        var received = new PlayedMessage(letter, 0);

        bus.handlers.get("retry.postman.deliver").accept(received);

        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.sent).singleElement().satisfies(again -> {
            assertThat(again.header("multilith-reason").orElseThrow()).startsWith("unwanted");
            assertThat(again.header("multilith-origin")).contains("elsewhere");
        });
    }

    @Test
    void buries_what_its_reader_breaks_on() {
        var received = new PlayedMessage(Message.toQueue(FEED, "x"), 0);

        bus.handlers.get(FEED).accept(received);

        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.sent).singleElement().satisfies(letter -> assertThat(letter.header("multilith-reason"))
                .contains("malformed-message: The message cannot be read."));
        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR ML0434").contains("postman.deliver"));
    }

    @Test
    void keeps_nothing_that_a_stranger_says_of_letters() {
        var forged = Message.toQueue(FEED, "x").withMessageId("f").withGroup("g")
                .withHeaders(Map.of("multilith-masked", true, "multilith-error-id", "forged", "colour", "blue"));

        bus.handlers.get(FEED).accept(new PlayedMessage(forged, 0));
        workers.refused("expected-failure");

        assertThat(bus.sent).singleElement().satisfies(letter -> assertThat(letter.headers())
                .doesNotContainKeys("multilith-masked", "multilith-error-id").containsEntry("colour", "blue"));
    }
}
