package io.multilith.impl.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedByte;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Section;

import io.multilith.messaging.Message;
import io.multilith.messaging.Message.Properties;
import io.multilith.messaging.Routing;

/** Between {@link Message} and AMQP 1.0's encoding of one. */
final class AmqpTranslation {
    private static final byte[] NO_BODY = new byte[0];
    private static final int HIGHEST_PRIORITY = 9;
    /** By it Artemis knows the second copy of an event that was sent again, and drops it. It must not reach another address. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private AmqpTranslation() {}

    static org.apache.qpid.proton.message.Message toAmqp(Message message) {
        var amqp = org.apache.qpid.proton.message.Message.Factory.create();
        var properties = message.properties();
        amqp.setAddress(message.address());
        amqp.setDurable(message.durable());
        if (message.priority() != Message.NORMAL_PRIORITY) {
            amqp.setPriority((short) message.priority());
        }
        amqp.setBody(message.text()
                ? new AmqpValue(new String(message.body(), StandardCharsets.UTF_8))
                : new Data(new Binary(message.body())));
        properties.messageId().ifPresent(amqp::setMessageId);
        properties.correlationId().ifPresent(amqp::setCorrelationId);
        properties.replyTo().ifPresent(amqp::setReplyTo);
        properties.subject().ifPresent(amqp::setSubject);
        properties.contentType().ifPresent(amqp::setContentType);
        properties.group().ifPresent(amqp::setGroupId);
        message.timeToLive().ifPresent(ttl -> amqp.setTtl(Math.max(1, ttl.toMillis())));
        var headers = new LinkedHashMap<>(message.headers());
        if (message.durable() && message.routing() == Routing.TOPIC) {
            properties.messageId().ifPresent(id -> headers.put(DUPLICATE_ID, id.toString()));
        }
        if (!headers.isEmpty()) {
            amqp.setApplicationProperties(new ApplicationProperties(headers));
        }
        return amqp;
    }

    static Message fromAmqp(String address, Routing routing, org.apache.qpid.proton.message.Message amqp) {
        var header = Optional.ofNullable(amqp.getHeader());
        var section = Optional.ofNullable(amqp.getProperties());
        var properties = new Properties(section.map(p -> p.getMessageId()), section.map(p -> p.getCorrelationId()),
                section.map(p -> p.getReplyTo()), section.map(p -> p.getSubject()),
                section.map(p -> p.getContentType()).map(Object::toString),
                section.map(p -> p.getAbsoluteExpiryTime()).map(Date::toInstant), section.map(p -> p.getGroupId()));
        return new Message(address, routing, body(amqp.getBody()), isText(amqp.getBody()), properties,
                header.map(h -> h.getDurable()).orElse(false),
                header.map(h -> h.getPriority()).map(AmqpTranslation::priority).orElse(Message.NORMAL_PRIORITY),
                header.map(h -> h.getTtl()).map(UnsignedInteger::longValue).map(Duration::ofMillis),
                headers(amqp.getApplicationProperties()));
    }

    private static int priority(UnsignedByte level) {
        return Math.min(HIGHEST_PRIORITY, level.intValue());
    }

    private static boolean isText(Section body) {
        return body instanceof AmqpValue value && value.getValue() instanceof String;
    }

    private static byte[] body(Section body) {
        if (body instanceof Data data && data.getValue() != null) {
            return copy(data.getValue());
        }
        if (body instanceof AmqpValue value && value.getValue() instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof AmqpValue value && value.getValue() instanceof Binary binary) {
            return copy(binary);
        }
        return NO_BODY;
    }

    private static byte[] copy(Binary binary) {
        var bytes = new byte[binary.getLength()];
        System.arraycopy(binary.getArray(), binary.getArrayOffset(), bytes, 0, bytes.length);
        return bytes;
    }

    private static Map<String, Object> headers(ApplicationProperties properties) {
        var headers = new HashMap<String, Object>();
        if (properties != null && properties.getValue() != null) {
            properties.getValue().forEach((name, value) -> {
                if (!DUPLICATE_ID.equals(name)) {
                    header(value).ifPresent(kept -> headers.put(String.valueOf(name), kept));
                }
            });
        }
        return headers;
    }

    /** Binary ones have no form that a receiver could expect. */
    private static Optional<Object> header(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return Optional.of(value);
        }
        if (value instanceof Date time) {
            return Optional.of(time.toInstant().toString());
        }
        return value instanceof UUID || value instanceof Symbol || value instanceof Character
                ? Optional.of(value.toString())
                : Optional.empty();
    }
}
