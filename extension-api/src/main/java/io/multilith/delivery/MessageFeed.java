package io.multilith.delivery;

import io.multilith.messaging.MessageSource;

/**
 * Messages of one source and what they mean. Immutable.
 *
 * @param source
 *     where they are received from
 * @param reader
 *     what they mean
 * @since 0.1
 */
public record MessageFeed(MessageSource source, MessageReader reader) {}
