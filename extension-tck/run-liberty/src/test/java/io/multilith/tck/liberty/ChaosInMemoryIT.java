package io.multilith.tck.liberty;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Tag;

/** A log that ends with its server: each says once that it begins anew. */
@Tag("liberty")
class ChaosInMemoryIT extends ChaosContract {
    @Override
    protected ServerProcess server() throws IOException {
        return new LibertyProcess("memory", Map.of());
    }

    @Override
    protected boolean remembers() {
        return false;
    }
}
