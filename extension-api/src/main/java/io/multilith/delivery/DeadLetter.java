package io.multilith.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * An event, a message or a record that its handler could not deal with. Immutable.
 *
 * @param id
 *     identifies the letter
 * @param handler
 *     who could not, {@code service.method}
 * @param origin
 *     the address at which it was received; of a record {@code changes.{collection}}
 * @param eventId
 *     the event's own id, when it has one; of a record its version, when a change led to it
 * @param type
 *     the event's type, when it has one
 * @param subject
 *     what the event is about, when it says so
 * @param reason
 *     why, in words
 * @param attempts
 *     how often it was tried
 * @param errorId
 *     under which the log tells more of the last attempt
 * @param buried
 *     when it was given up
 * @param body
 *     the data as text, sensitive parts masked
 * @param masked
 *     whether parts are masked, so that it cannot be tried again
 * @param truncated
 *     whether the body goes on: a list shows the beginning of a long one, {@link DeadLetters#inspect} all of it
 * @since 0.1
 */
public record DeadLetter(String id, String handler, String origin, Optional<String> eventId, Optional<String> type,
        Optional<String> subject, String reason, int attempts, Optional<String> errorId, Instant buried, String body,
        boolean masked, boolean truncated) {}
