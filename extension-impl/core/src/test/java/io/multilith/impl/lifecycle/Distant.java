package io.multilith.impl.lifecycle;

import io.multilith.lifecycle.OnStart;

/** Has a method that no class of another package can override. */
public abstract class Distant {
    @OnStart
    void begin() {}
}
