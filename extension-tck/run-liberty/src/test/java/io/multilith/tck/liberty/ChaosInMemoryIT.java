package io.multilith.tck.liberty;

import java.io.IOException;
import java.util.Map;

/** A log that ends with its server: each says once that it begins anew. */
class ChaosInMemoryIT extends ChaosContract {
    @Override
    LibertyProcess server() throws IOException {
        return new LibertyProcess("memory", Map.of());
    }

    @Override
    boolean remembers() {
        return false;
    }
}
