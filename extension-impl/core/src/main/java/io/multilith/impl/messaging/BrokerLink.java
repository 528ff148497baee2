package io.multilith.impl.messaging;

import io.vertx.proton.ProtonConnection;

/** A link that outlives connections. The methods are called on the event loop. */
interface BrokerLink {

    /** Opens the link on a new connection. */
    void attach(ProtonConnection connection);

    /** The connection is about to be closed: the last chance to tell the broker something. */
    default void closing() {
        // Most have nothing more to say.
    }

    /** The connection is gone, and all that was unsettled on it with it. */
    void detached();
}
