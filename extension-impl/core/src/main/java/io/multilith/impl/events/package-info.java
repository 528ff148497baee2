/**
 * Events over the bus, by the wire contract's section 8. Open {@link io.multilith.impl.events.HandleEventBinder} for the
 * handling side and {@link io.multilith.impl.events.BusEventDispatcher} for the telling one. Depends on the API,
 * {@code config} and {@code json}.
 */
package io.multilith.impl.events;
