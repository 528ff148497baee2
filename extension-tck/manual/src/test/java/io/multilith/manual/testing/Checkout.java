package io.multilith.manual.testing;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.EventDispatcher;
import io.multilith.rpc.Rpc;

// tag::testing-service[]
@ServiceEntrypoint("checkout")
public class Checkout {
    @Inject
    Prices prices;
    @Inject
    EventDispatcher events;

    @Rpc
    public int total(@NotEmpty List<String> products) {
        var total = products.stream().mapToInt(prices::of).sum();
        events.dispatch("checkout.totalled", total);
        return total;
    }
}
// end::testing-service[]
