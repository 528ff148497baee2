package io.multilith.tck;

import java.io.IOException;
import java.util.Map;

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
            Node.configure(Map.of("amqp-host", "127.0.0.1", "amqp-port", System.getProperty("amqp-port")), false);
            var node = Node.boot(Ledger.class);
            OtherJvm.ready();
            node.close();
        }
    }

    static PeerProcess start(int port) {
        return new PeerProcess(OtherJvm.start(Main.class, "-Damqp-port=" + port));
    }

    void kill() {
        running.kill();
    }

    @Override
    public void close() {
        running.kill();
    }
}
