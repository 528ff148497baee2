package io.multilith.manual.testing;

/** What things cost, in cents. */
public interface Prices {
    int of(String product);
}
