package io.multilith.manual.start;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.lifecycle.OnStart;
import io.multilith.rpc.Rpc;

// tag::on-start-catalogue[]
@ServiceEntrypoint("catalogue")
public class Catalogue {
    private final Map<String, Integer> prices = new ConcurrentHashMap<>();

    @OnStart
    void load() {
        prices.put("pear", 30);
    }

    @Rpc
    public int price(String product) {
        return prices.getOrDefault(product, 0);
    }
}
// end::on-start-catalogue[]
