package io.multilith.placement;

/**
 * Event of CDI, fired when another node is heard of for the first time since it came, or since this one reached the broker. Observers
 * are called one after the other, on a thread that may block.
 *
 * @param node
 *     the other one
 * @since 0.1
 */
public record NodeJoined(Node node) {}
