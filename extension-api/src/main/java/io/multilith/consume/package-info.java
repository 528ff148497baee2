/**
 * Raw messages of any sender. Open {@link io.multilith.consume.Consume} first. Depends on {@code entrypoint}.
 */
package io.multilith.consume;
