package io.multilith.filedrop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.testing.EntrypointBinderContract;

/** What every kind does, files as well. */
class FileDropContractTest extends EntrypointBinderContract {
    @TempDir
    Path root;

    /** Takes orders as files. */
    @ServiceEntrypoint("orders")
    static class Orders {
        @FileDrop(directory = "orders")
        public void onFile(Path file) {}
    }

    @Override
    protected Class<?> service() {
        return Orders.class;
    }

    @Override
    protected String method() {
        return "orders.onFile";
    }

    @Override
    protected List<Class<?>> beans() {
        return List.of(FileDropBinder.class);
    }

    @Override
    protected Map<String, String> properties() {
        return Map.of("file-drop.root", root.toString());
    }

    @Override
    protected void cause(int number) throws IOException {
        var orders = Files.createDirectories(root.resolve("orders"));
        var written = Files.writeString(root.resolve("new-" + number), "order " + number);
        Files.move(written, orders.resolve("order-" + number), StandardCopyOption.ATOMIC_MOVE);
    }
}
