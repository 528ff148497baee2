/**
 * The buses: messages within the process and over AMQP 1.0, the only code that knows of reactive messaging and AMQP.
 * Open {@link io.multilith.impl.messaging.AmqpBus} first. Depends on {@code config}.
 */
package io.multilith.impl.messaging;
