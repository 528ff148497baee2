package io.multilith.tck;

import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;

/** Ends its process at one event, as a native crash would, and says of the others that it was there. */
@ServiceEntrypoint("fuse")
class Fuse {
    static final String KILLER = "killer";
    static final String TOLD = "fuse.told";

    @Inject
    MessageBus bus;

    @HandleEvent(source = "teller", type = "entry.made")
    void on(Ledger.Entry entry) {
        if (entry.account().equals(KILLER)) {
            Runtime.getRuntime().halt(1);
        }
        bus.send(Message.toQueue(TOLD, entry.account() + entry.number()).asDurable()).toCompletableFuture().join();
    }
}
