package io.multilith.tck;

import java.nio.file.Path;
import java.time.Duration;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;

/** A node dies without a goodbye: G1, G4. */
class KilledPeerTest {
    private static final Duration NO_SERVICE = Timeouts.of(Duration.ofSeconds(1));

    @TempDir
    Path directory;

    private BrokerProcess broker;
    private PeerProcess peer;
    private WeldContainer node;

    @BeforeEach
    void boot() {
        broker = new BrokerProcess(directory).start();
        peer = PeerProcess.start(broker.port());
        node = Split.bootTeller(broker.port());
        Split.awaitCalls(node);
    }

    @AfterEach
    void close() {
        node.close();
        peer.close();
        broker.close();
        Node.forget();
    }

    @Test
    void calls_to_it_end_by_their_deadline_and_then_find_no_service_until_it_is_back() {
        var pending = teller().ledger().linger();

        peer.kill();
        var ended = Teller.end(pending);
        var later = Teller.end(teller().ledger().twice(1));

        assertThat(ended.fault()).isInstanceOf(RpcException.Timeout.class);
        assertThat(ended.isTimely(Split.CALL_TIMEOUT)).isTrue();
        assertThat(later.fault()).isInstanceOfSatisfying(RpcException.NoService.class,
                nobody -> assertThat(nobody.problem().name().status()).isEqualTo(503));
        assertThat(later.after()).isLessThan(NO_SERVICE);

        try (var again = PeerProcess.start(broker.port())) {
            Split.awaitCalls(node);
            again.kill();
        }
    }

    private Teller teller() {
        return node.select(Teller.class).get();
    }
}
