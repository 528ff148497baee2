package io.multilith.manual.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.Delivery;
import io.multilith.events.HandleEvent;

/** Shows what happens on each node. */
@ServiceEntrypoint("display")
public class Display {
    private final List<String> shown = new CopyOnWriteArrayList<>();

    // tag::events-broadcast[]
    @HandleEvent(source = "orders", type = "order.placed", delivery = Delivery.BROADCAST)
    void show(Order order) {
        shown.add(order.product());
    }
    // end::events-broadcast[]

    List<String> shown() {
        return shown;
    }
}
