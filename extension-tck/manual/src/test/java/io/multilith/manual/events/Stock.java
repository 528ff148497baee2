package io.multilith.manual.events;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.Event;
import io.multilith.events.HandleEvent;

// tag::events-handler[]
@ServiceEntrypoint("stock")
public class Stock {
    private final Map<String, Integer> reserved = new ConcurrentHashMap<>();

    @HandleEvent(source = "orders", type = "order.*", deduplicate = true)
    void onOrder(Order order, Event event) {
        var change = event.type().equals("order.placed") ? order.count() : -order.count();
        reserved.merge(order.product(), change, Integer::sum);
    }

    public int reserved(String product) {
        return reserved.getOrDefault(product, 0);
    }
}
// end::events-handler[]
