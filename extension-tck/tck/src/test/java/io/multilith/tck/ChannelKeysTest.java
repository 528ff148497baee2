package io.multilith.tck;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The standard {@code mp.messaging.*} keys reach the channels of services. */
class ChannelKeysTest {
    private static final Duration PATIENCE = Timeouts.of(Duration.ofSeconds(20));

    @TempDir
    Path directory;

    @AfterEach
    void forget() {
        Node.forget();
    }

    @Test
    void a_service_receives_at_the_address_of_its_channel() {
        try (var broker = new BrokerProcess(directory).start()) {
            Node.configure(Map.of("amqp-host", "127.0.0.1", "amqp-port", Integer.toString(broker.port()),
                    "mp.messaging.incoming.rpc-ledger.connector", "multilith-amqp",
                    "mp.messaging.incoming.rpc-ledger.address", "rpc.accounts"), false);

            try (var node = Node.boot(Ledger.class)) {
                var answer = node.select(MessageBus.class).get().request(
                        Message.toQueue("rpc.accounts", "{\"args\":[21]}").withSubject("twice"),
                        Instant.now().plus(PATIENCE));

                assertThat(answer).succeedsWithin(PATIENCE).extracting(message -> new String(message.body(), UTF_8))
                        .isEqualTo("{\"result\":42}");
            }
        }
    }
}
