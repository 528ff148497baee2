package io.multilith.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A message in the terms of AMQP 1.0, to send or received. Immutable, but for the body, which nobody may change.
 *
 * @param address
 *     where it goes, or where it was received
 * @param routing
 *     who gets it
 * @param body
 *     the payload; empty when it was neither text nor bytes
 * @param text
 *            whether the body, then of UTF-8, travels as a string rather than as bytes
 * @param properties
 *     the properties section
 * @param durable
 *     whether it survives a restart of the broker; sending it completes when it is safe there
 * @param priority
 *     0 to 9, higher ones of a queue go first; {@link #NORMAL_PRIORITY} unless told otherwise
 * @param timeToLive
 *     after which it is worthless; absent: never
 * @param headers
 *     application properties: strings, numbers and booleans. Of what another sender sent, timestamps are strings as
 *     {@code Instant.toString} makes them, UUIDs, symbols and characters are strings too; binary values and nulls are dropped
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // copying every body would halve the throughput; equality is not needed
public record Message(String address, Routing routing, byte[] body, boolean text, Properties properties,
        boolean durable,
        int priority, Optional<Duration> timeToLive, Map<String, Object> headers) {

    /** The content type of JSON bodies. */
    public static final String JSON = "application/json";

    /** The priority of messages that say nothing. */
    public static final int NORMAL_PRIORITY = 4;

    public Message {
        headers = Map.copyOf(headers);
    }

    /**
     * AMQP 1.0's properties section, as far as Multilith uses it.
     *
     * @param messageId
     *     identifies the message; of any type that AMQP allows
     * @param correlationId
     *     identifies what it answers; of any type that AMQP allows
     * @param replyTo
     *     the address for an answer
     * @param subject
     *     what it is about: a method, a type
     * @param contentType
     *     the media type of the body
     * @param expiry
     *     absolute expiry time
     * @param group
     *     messages of one group are handled in order
     */
    public record Properties(Optional<Object> messageId, Optional<Object> correlationId, Optional<String> replyTo,
            Optional<String> subject, Optional<String> contentType, Optional<Instant> expiry, Optional<String> group) {

        /** All absent. */
        public static final Properties NONE = new Properties(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Begins a message to one receiver with a JSON body.
     *
     * @param address
     *     where it goes
     * @param json
     *     the body
     * @return neither durable nor limited in time
     */
    public static Message toQueue(String address, String json) {
        return json(address, Routing.QUEUE, json, false);
    }

    /**
     * Begins a message to all subscriptions with a JSON body.
     *
     * @param address
     *     where it goes
     * @param json
     *     the body
     * @return neither durable nor limited in time
     */
    public static Message toTopic(String address, String json) {
        return json(address, Routing.TOPIC, json, false);
    }

    /**
     * Begins an answer with a JSON body.
     *
     * @param question
     *     what is answered; has an address for the answer
     * @param json
     *     the body
     * @return neither durable nor limited in time, a string when the question was one, with the question's correlation id, else its
     *         message id
     */
    public static Message answer(Message question, String json) {
        var asked = question.properties;
        var answer = json(asked.replyTo.orElseThrow(), Routing.ANSWER, json, question.text);
        return asked.correlationId.or(asked::messageId).map(answer::withCorrelationId).orElse(answer);
    }

    private static Message json(String address, Routing routing, String json, boolean text) {
        var none = Properties.NONE;
        var properties = new Properties(none.messageId, none.correlationId, none.replyTo, none.subject,
                Optional.of(JSON), none.expiry, none.group);
        return new Message(address, routing, json.getBytes(StandardCharsets.UTF_8), text, properties, false,
                NORMAL_PRIORITY, Optional.empty(), Map.of());
    }

    /**
     * Says what it is about.
     *
     * @param subject
     *     a method, a type
     * @return a copy
     */
    public Message withSubject(String subject) {
        var p = properties;
        return with(new Properties(p.messageId, p.correlationId, p.replyTo, Optional.of(subject), p.contentType,
                p.expiry, p.group));
    }

    /**
     * Gives it an id.
     *
     * @param messageId
     *     identifies the message
     * @return a copy
     */
    public Message withMessageId(Object messageId) {
        var p = properties;
        return with(new Properties(Optional.of(messageId), p.correlationId, p.replyTo, p.subject, p.contentType,
                p.expiry, p.group));
    }

    /**
     * Says where an answer goes and what it will be known by there.
     *
     * @param replyTo
     *     the address for an answer
     * @param correlationId
     *     to be echoed by the answer
     * @return a copy
     */
    public Message withReplyTo(String replyTo, Object correlationId) {
        var p = properties;
        return with(new Properties(p.messageId, Optional.of(correlationId), Optional.of(replyTo), p.subject,
                p.contentType, p.expiry, p.group));
    }

    /**
     * Says what it answers.
     *
     * @param correlationId
     *     the correlation id of the question, else its message id
     * @return a copy
     */
    public Message withCorrelationId(Object correlationId) {
        var p = properties;
        return with(new Properties(p.messageId, Optional.of(correlationId), p.replyTo, p.subject, p.contentType,
                p.expiry, p.group));
    }

    /**
     * Puts it in order with others.
     *
     * @param group
     *     the key of the order
     * @return a copy
     */
    public Message withGroup(String group) {
        var p = properties;
        return with(new Properties(p.messageId, p.correlationId, p.replyTo, p.subject, p.contentType, p.expiry,
                Optional.of(group)));
    }

    /**
     * Makes it survive a restart of the broker.
     *
     * @return a copy
     */
    public Message asDurable() {
        return new Message(address, routing, body, text, properties, true, priority, timeToLive, headers);
    }

    /**
     * Says when it becomes worthless.
     *
     * @param duration
     *     from now, whole milliseconds count
     * @return a copy
     */
    public Message withTimeToLive(Duration duration) {
        return new Message(address, routing, body, text, properties, durable, priority, Optional.of(duration),
                headers);
    }

    /**
     * Says how urgent it is.
     *
     * @param level
     *     0 to 9, higher goes first
     * @return a copy
     */
    public Message withPriority(int level) {
        return new Message(address, routing, body, text, properties, durable, level, timeToLive, headers);
    }

    /**
     * Replaces the application properties.
     *
     * @param entries
     *     strings, numbers and booleans
     * @return a copy
     */
    public Message withHeaders(Map<String, Object> entries) {
        return new Message(address, routing, body, text, properties, durable, priority, timeToLive, entries);
    }

    /**
     * Keeps the beginning of the body.
     *
     * @param bytes
     *     how many at most
     * @return a copy, or this when the body is no longer than that
     */
    public Message withBodyOf(int bytes) {
        return body.length <= bytes
                ? this
                : new Message(address, routing, Arrays.copyOf(body, bytes), text, properties, durable, priority,
                        timeToLive, headers);
    }

    private Message with(Properties changed) {
        return new Message(address, routing, body, text, changed, durable, priority, timeToLive, headers);
    }

    /**
     * Reads a text header.
     *
     * @param name
     *     an application property
     * @return its value, empty when absent or not text
     */
    public Optional<String> header(String name) {
        return headers.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
