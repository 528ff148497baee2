package io.multilith.manual.timer;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

/** What is cleaned. */
@ApplicationScoped
public class Carts {
    private final AtomicInteger sweeps = new AtomicInteger();

    void removeAbandoned() {
        sweeps.incrementAndGet();
    }

    void removeAll() {
        throw new UnsupportedOperationException("not during a test");
    }

    int sweeps() {
        return sweeps.get();
    }
}
