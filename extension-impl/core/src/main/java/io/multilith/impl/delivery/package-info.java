/**
 * Messages that reach methods: in order, tried again, given up to the dead letters; for the kinds of entrypoints above and
 * for those of third parties, through {@link io.multilith.delivery.MessageHandlers}. Open
 * {@link io.multilith.impl.delivery.MessageHandler} first, then {@link io.multilith.impl.delivery.Delivery}. Depends on the
 * API, {@code config}, {@code concurrent} and {@code json}.
 */
package io.multilith.impl.delivery;
