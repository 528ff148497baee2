package io.multilith.manual.testing;

import jakarta.enterprise.context.ApplicationScoped;

/** Asks the supplier. */
@ApplicationScoped
public class SupplierPrices implements Prices {
    @Override
    public int of(String product) {
        throw new UnsupportedOperationException("not during a test");
    }
}
