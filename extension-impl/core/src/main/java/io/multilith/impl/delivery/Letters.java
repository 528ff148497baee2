package io.multilith.impl.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import io.multilith.delivery.DeadLetter;
import io.multilith.messaging.Message;
import io.multilith.messaging.Routing;
import io.multilith.problem.ProblemDetail;

/**
 * Dead letters as messages: the message that failed, with headers of ours in front. Names the queues of a handler.
 */
final class Letters {
    static final String ID = "multilith-letter-id";
    private static final String PREFIX = "multilith-";
    private static final String HANDLER = "multilith-handler";
    private static final String ORIGIN = "multilith-origin";
    private static final String ATTEMPTS = "multilith-attempts";
    private static final String REASON = "multilith-reason";
    private static final String ERROR_ID = "multilith-error-id";
    private static final String BURIED = "multilith-buried";
    private static final String MASKED = "multilith-masked";
    private static final String PROCESS = "multilith-process";
    private static final String PRIORITY = "multilith-priority";

    private Letters() {}

    static String queue(String handler) {
        return "dlq." + handler;
    }

    /** Where a letter goes to be tried again. */
    static String retryQueue(String handler) {
        return "retry." + handler;
    }

    /** The letter of a message whose body is as it came. */
    static Message write(Message message, String handler, int attempts, ProblemDetail problem) {
        var headers = new HashMap<>(message.headers());
        headers.keySet().removeIf(Letters::isOurs);
        headers.put(ID, UUID.randomUUID().toString());
        headers.put(HANDLER, handler);
        headers.put(ORIGIN, message.address());
        headers.put(ATTEMPTS, attempts);
        headers.put(REASON, reason(problem));
        headers.put(BURIED, Instant.now().toString());
        headers.put(PRIORITY, message.priority());
        problem.errorId().ifPresent(id -> headers.put(ERROR_ID, id));
        return copy(message, queue(handler), Message.NORMAL_PRIORITY, headers);
    }

    /** Whether a header says something of the letter, and not of its message. */
    static boolean isOurs(String header) {
        return header.startsWith(PREFIX);
    }

    static String reason(ProblemDetail problem) {
        return problem.kind() + ": " + problem.detail();
    }

    /** The same for each delivery of a message, and made of nothing that is to be hidden but the identity it was given. */
    static String id(Message message, Optional<String> identity, LetterMask mask) {
        var known = identity.or(() -> message.properties().messageId().map(Object::toString));
        var shown = mask.apply(message);
        var properties = shown.properties();
        var parts = known.isPresent()
                ? List.of(known.get())
                : List.of(properties.subject().orElse(""), new TreeMap<>(shown.headers()).toString(),
                        new String(shown.body(), StandardCharsets.UTF_8));
        var place = message.address() + "\n" + properties.group().orElse("") + "\n";
        return UUID.nameUUIDFromBytes((place + String.join("\n", parts)).getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A letter that says which process sent it before it ran the message. */
    static Message sentBy(String process, Message letter) {
        return with(letter, letter.body(), PROCESS, process);
    }

    static boolean isSentBy(String process, Message letter) {
        return letter.header(PROCESS).filter(process::equals).isPresent();
    }

    /** What the letter has that a process sent first. */
    static Map<String, String> known(String id, String process) {
        return Map.of(ID, id, PROCESS, process);
    }

    /** A letter that is known by another id. */
    static Message withId(Message letter, String id) {
        return with(letter, letter.body(), ID, id);
    }

    /** A letter that says that its secrets were taken out. */
    static Message masked(Message letter) {
        return with(letter, letter.body(), MASKED, true);
    }

    private static Message with(Message letter, byte[] body, String header, Object value) {
        var headers = new HashMap<>(letter.headers());
        headers.put(header, value);
        return new Message(letter.address(), letter.routing(), body, letter.text(), letter.properties(),
                letter.durable(), letter.priority(), letter.timeToLive(), headers);
    }

    /** The letter on its way back to its handler. */
    static Message retry(Message letter, String handler) {
        return copy(letter, retryQueue(handler), priority(letter), letter.headers());
    }

    /** The message as it was before it became a letter. */
    static Message original(Message retried) {
        var headers = new HashMap<>(retried.headers());
        headers.keySet().removeIf(Letters::isOurs);
        return copy(retried, retried.header(ORIGIN).orElse(retried.address()), priority(retried), headers);
    }

    static boolean isMasked(Message letter) {
        return Boolean.TRUE.equals(letter.headers().get(MASKED));
    }

    /** The letter with so many bytes of its body, fewer where a character would be cut. */
    static DeadLetter read(Message letter, int bodyLimit) {
        var attempts = letter.headers().get(ATTEMPTS) instanceof Number number ? number.intValue() : 0;
        return new DeadLetter(letter.header(ID).orElse(""), letter.header(HANDLER).orElse(""),
                letter.header(ORIGIN).orElse(""), attribute(letter, "id"), attribute(letter, "type"),
                attribute(letter, "subject"), letter.header(REASON).orElse(""), attempts, letter.header(ERROR_ID),
                buried(letter), text(letter.body(), bodyLimit), isMasked(letter), letter.body().length > bodyLimit);
    }

    private static String text(byte[] body, int limit) {
        var end = Math.min(limit, body.length);
        while (end > 0 && end < body.length && isInsideCharacter(body[end])) {
            end--;
        }
        return new String(body, 0, end, StandardCharsets.UTF_8);
    }

    /** UTF-8. */
    private static boolean isInsideCharacter(byte next) {
        return (next & 0xC0) == 0x80;
    }

    /** Of a CloudEvent, by either prefix that its AMQP binding knows. */
    private static Optional<String> attribute(Message letter, String name) {
        return letter.header("cloudEvents:" + name).or(() -> letter.header("cloudEvents_" + name));
    }

    private static Instant buried(Message letter) {
        try {
            return letter.header(BURIED).map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeParseException notOurs) {
            return Instant.EPOCH;
        }
    }

    /** That of the message before it became a letter. */
    private static int priority(Message letter) {
        return letter.headers().get(PRIORITY) instanceof Number level ? level.intValue() : Message.NORMAL_PRIORITY;
    }

    private static Message copy(Message message, String address, int priority, Map<String, Object> headers) {
        return new Message(address, Routing.QUEUE, message.body(), message.text(), message.properties(), true,
                priority, Optional.empty(), headers);
    }
}
