/**
 * Messages that reach methods: in order, tried again, given up to the dead letters. Open
 * {@link io.multilith.delivery.DeadLetters} first. Depends on {@code entrypoint} and {@code messaging}.
 */
package io.multilith.delivery;
