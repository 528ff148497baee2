/**
 * Messages that reach methods: in order, tried again, given up to the dead letters. Open
 * {@link io.multilith.delivery.MessageHandlers} first to make a kind of entrypoint, {@link io.multilith.delivery.DeadLetters}
 * to look after what failed; {@link io.multilith.delivery.WorkFeed} is for work that no message brings. Depends on {@code entrypoint}, {@code messaging} and {@code problem}.
 */
package io.multilith.delivery;
