package io.multilith.manual.testing;

import java.util.List;

/** The checkout, as a caller sees it. */
public interface CheckoutApi {
    int total(List<String> products);
}
