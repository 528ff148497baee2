/**
 * Messages of any sender that reach methods. Open {@link io.multilith.impl.consume.ConsumeBinder} first. Depends on the API,
 * {@code config} and {@code json}.
 */
package io.multilith.impl.consume;
