/**
 * Decides which bus carries a message. Open {@link io.multilith.impl.placement.RoutingBus} first. Depends on
 * {@code messaging} and {@code config}.
 */
package io.multilith.impl.placement;
