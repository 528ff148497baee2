package io.multilith.manual.events;

import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.EventDispatcher;
import io.multilith.events.EventOptions;
import io.multilith.events.Priority;
import io.multilith.rpc.Rpc;

// tag::events-dispatch[]
@ServiceEntrypoint("orders")
public class Orders {
    @Inject
    EventDispatcher events;

    @Rpc
    public void place(Order order) {
        events.dispatch("order.placed", order);
    }

    @Rpc
    public void cancel(Order order) {
        events.dispatch("order.cancelled", order, EventOptions.about(order.id()).with(Priority.HIGH));
    }
}
// end::events-dispatch[]
