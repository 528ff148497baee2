package io.multilith.tck.payara;

import java.io.IOException;

import org.junit.jupiter.api.Tag;

import io.multilith.tck.liberty.ChaosContract;
import io.multilith.tck.liberty.ServerProcess;

/** With a log that ends with its server. */
@Tag("core")
class ChaosIT extends ChaosContract {
    @Override
    protected ServerProcess server() throws IOException {
        return new PayaraProcess();
    }

    @Override
    protected boolean remembers() {
        return false;
    }
}
