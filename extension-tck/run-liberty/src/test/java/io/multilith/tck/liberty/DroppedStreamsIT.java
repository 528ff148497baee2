package io.multilith.tck.liberty;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Tag;

@Tag("liberty")
class DroppedStreamsIT extends DroppedStreamsContract {
    @Override
    protected ServerProcess server() throws IOException {
        return new LibertyProcess("memory", Map.of());
    }
}
