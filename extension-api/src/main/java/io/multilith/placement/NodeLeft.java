package io.multilith.placement;

/**
 * Event of CDI, fired when another node has said goodbye, was not heard of for 6.5 seconds, or cannot be heard any more because the
 * broker is away. Observers are called one after the other, on a thread that may block.
 *
 * @param node
 *     the other one
 * @since 0.1
 */
public record NodeLeft(Node node) {}
