package io.multilith.messaging;

/**
 * Who receives a message sent to an address.
 *
 * @since 0.1
 */
public enum Routing {
    /** One of the receivers; kept until there is one. */
    QUEUE,
    /** Every subscription that exists when it is sent; dropped where there is none. */
    TOPIC,
    /** The one who asked, at the address it gave for the answer; dropped when it is gone. */
    ANSWER
}
