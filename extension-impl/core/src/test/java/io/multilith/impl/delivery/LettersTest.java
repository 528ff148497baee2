package io.multilith.impl.delivery;

import org.junit.jupiter.api.Test;

import io.multilith.messaging.Message;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;

/** What a letter keeps of its message. */
class LettersTest {
    private static final ProblemDetail PROBLEM = ProblemDetail.of(ErrorName.CONFLICT, "test", "test");

    @Test
    void is_as_urgent_as_any_other_among_the_letters_and_as_its_message_was_when_it_is_tried_again() {
        var message = Message.toTopic("events.orders", "1").withPriority(8);

        var letter = Letters.write(message, "postman.deliver", 1, PROBLEM);
        var retry = Letters.retry(letter, "postman.deliver");
        var original = Letters.original(retry);

        assertThat(letter.priority()).isEqualTo(Message.NORMAL_PRIORITY);
        assertThat(retry.priority()).isEqualTo(8);
        assertThat(original.priority()).isEqualTo(8);
        assertThat(original.headers()).isEmpty();
        assertThat(Letters.original(Letters.retry(Letters.write(original, "postman.deliver", 1, PROBLEM),
                "postman.deliver")).priority()).isEqualTo(8);
    }

    @Test
    void is_as_urgent_as_any_other_when_it_does_not_say_how_urgent_its_message_was() {
        var letter = Message.toQueue("dlq.postman.deliver", "1");

        assertThat(Letters.original(Letters.retry(letter, "postman.deliver")).priority())
                .isEqualTo(Message.NORMAL_PRIORITY);
    }
}
