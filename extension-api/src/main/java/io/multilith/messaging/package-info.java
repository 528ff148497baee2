/**
 * Messages between services, without a word of any broker's. Open {@link io.multilith.messaging.MessageBus} first.
 * Depends on nothing.
 */
package io.multilith.messaging;
