package io.multilith.messaging;

import java.util.Optional;

/**
 * Where messages are received from. Immutable.
 *
 * @param address
 *     the address
 * @param routing
 *     {@link Routing#QUEUE} competes with all other receivers; {@link Routing#TOPIC} gets a copy
 * @param subscription
 *     of a topic: the name of a durable subscription whose receivers, in all processes, compete; absent: a copy
 *     for this receiver as long as it lives
 * @param credit
 *     how many messages may be under way unsettled, at least 1
 * @since 0.1
 */
public record MessageSource(String address, Routing routing, Optional<String> subscription, int credit) {

    public MessageSource {
        if (credit < 1) {
            throw new IllegalArgumentException("credit " + credit);
        }
    }

    /**
     * Competes for the messages of an address.
     *
     * @param address
     *     the address
     * @param credit
     *     how many may be under way
     * @return a source
     */
    public static MessageSource queue(String address, int credit) {
        return new MessageSource(address, Routing.QUEUE, Optional.empty(), credit);
    }

    /**
     * Gets a copy of each message while the receiver lives.
     *
     * @param address
     *     the address
     * @param credit
     *     how many may be under way
     * @return a source
     */
    public static MessageSource topic(String address, int credit) {
        return new MessageSource(address, Routing.TOPIC, Optional.empty(), credit);
    }

    /**
     * Competes for the messages of a durable subscription.
     *
     * @param address
     *     the address
     * @param subscription
     *     its name
     * @param credit
     *     how many may be under way
     * @return a source
     */
    public static MessageSource subscription(String address, String subscription, int credit) {
        return new MessageSource(address, Routing.TOPIC, Optional.of(subscription), credit);
    }
}
