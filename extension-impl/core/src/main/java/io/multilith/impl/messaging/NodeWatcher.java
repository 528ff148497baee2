package io.multilith.impl.messaging;

/** Told of the nodes that come and go, in order, on a thread that must not be kept. */
public interface NodeWatcher {
    void joined(String node, NodeOffer offer);

    void left(String node, NodeOffer offer);
}
