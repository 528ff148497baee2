/**
 * Things that happened, told to whoever wants to know. Open {@link io.multilith.events.HandleEvent} first. Depends on
 * {@code entrypoint}.
 */
package io.multilith.events;
