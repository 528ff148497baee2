package io.multilith.impl.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessagingException;

import static org.assertj.core.api.Assertions.assertThat;

class PendingAnswersTest {
    private final PendingAnswers pending = new PendingAnswers(delay -> new CompletableFuture<Void>()
            .completeOnTimeout(null, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS));

    @Test
    void gives_each_question_its_own_answer() {
        var first = pending.register("a", soon());
        var second = pending.register("b", soon());

        pending.complete(answer(second.id(), "2"));
        pending.complete(answer(first.id(), "1"));

        assertThat(first.answer().join().body()).asString().isEqualTo("1");
        assertThat(second.answer().join().body()).asString().isEqualTo("2");
        assertThat(pending.dropped()).isZero();
    }

    @Test
    void drops_and_counts_an_answer_that_comes_twice() {
        var question = pending.register("a", soon());
        pending.complete(answer(question.id(), "1"));

        pending.complete(answer(question.id(), "2"));

        assertThat(question.answer().join().body()).asString().isEqualTo("1");
        assertThat(pending.dropped()).isEqualTo(1);
    }

    @Test
    void drops_and_counts_an_answer_to_nothing_that_was_asked() {
        pending.complete(answer("never", "1"));
        pending.complete(answer(7L, "1"));
        pending.complete(Message.toQueue("a", "1"));

        assertThat(pending.dropped()).isEqualTo(3);
    }

    @Test
    void forgets_a_question_that_is_cancelled() {
        var question = pending.register("a", soon());

        question.answer().cancel(false);
        pending.complete(answer(question.id(), "late"));

        assertThat(question.answer()).isCancelled();
        assertThat(pending.dropped()).isEqualTo(1);
    }

    @Test
    void ends_a_question_at_its_deadline_and_drops_what_comes_later() {
        var question = pending.register("a", Instant.now().plusMillis(50));

        assertThat(question.answer()).failsWithin(Duration.ofMillis(300));
        pending.complete(answer(question.id(), "late"));

        assertThat(pending.dropped()).isEqualTo(1);
    }

    @Test
    void ends_a_question_at_once_whose_deadline_has_passed() {
        var question = pending.register("a", Instant.now().minusSeconds(1));

        assertThat(question.answer()).failsWithin(Duration.ofMillis(250));
    }

    @Test
    void fails_all_when_the_way_back_is_lost() {
        var question = pending.register("rpc.greeter", soon());

        pending.failAll();

        assertThat(question.answer()).isCompletedExceptionally();
        assertThat(question.answer()).failsWithin(Duration.ZERO).withThrowableThat()
                .withCauseInstanceOf(MessagingException.AnswerLost.class).withMessageContaining("ML0703")
                .withMessageContaining("rpc.greeter");
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(10);
    }

    private static Message answer(Object correlationId, String body) {
        return Message.answer(Message.toQueue("a", "").withReplyTo("answers", correlationId), body);
    }
}
