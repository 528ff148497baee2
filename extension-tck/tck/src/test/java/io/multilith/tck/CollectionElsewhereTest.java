package io.multilith.tck;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.resource.ResourceDispatcher;

/** Asked in a process that does not own it. */
class CollectionElsewhereTest extends CollectionContract {
    @TempDir
    static Path directory;

    private static Apart nodes;

    @BeforeAll
    static void boot() {
        nodes = new Apart(directory);
    }

    @AfterAll
    static void close() {
        nodes.close();
    }

    @Override
    protected CollectionAccess access() {
        return CollectionAccess.inProcess(nodes.ofOther(ResourceDispatcher.class), collection());
    }
}
