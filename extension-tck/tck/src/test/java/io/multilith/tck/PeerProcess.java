package io.multilith.tck;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

import static org.awaitility.Awaitility.await;

/** The ledger's node in a process of its own, to be killed. */
final class PeerProcess implements AutoCloseable {
    private final OtherJvm running;

    private PeerProcess(OtherJvm running) {
        this.running = running;
    }

    /** The other process. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws IOException {
            Node.configure(Map.of("amqp-host", "127.0.0.1", "amqp-port", System.getProperty("amqp-port"),
                    "multilith.events.attempts", "2"), false);
            var node = Node.boot(List.of(Ledger.class, Fuse.class));
            OtherJvm.ready();
            node.close();
        }
    }

    static PeerProcess start(int port) {
        return new PeerProcess(OtherJvm.start(Main.class, "-Damqp-port=" + port));
    }

    /** Whether a new one lives on until something holds, which may be unknown for a while; it is gone after that. */
    static boolean survives(int port, BooleanSupplier end) {
        try (var peer = start(port)) {
            await().atMost(Split.RECOVERY).ignoreExceptionsInstanceOf(CompletionException.class)
                    .until(() -> !peer.running.isAlive() || end.getAsBoolean());
            return peer.running.isAlive();
        } catch (OtherJvm.Ended early) {
            return false;
        }
    }

    void kill() {
        running.kill();
    }

    @Override
    public void close() {
        running.kill();
    }
}
