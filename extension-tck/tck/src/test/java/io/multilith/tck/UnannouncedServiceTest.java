package io.multilith.tck;

import java.nio.file.Path;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A client of AMQP 1.0 that serves {@code rpc.ledger} and knows nothing of announcements. */
class UnannouncedServiceTest {
    @TempDir
    Path directory;

    private BrokerProcess broker;
    private Stranger stranger;
    private WeldContainer node;

    @BeforeEach
    void boot() {
        broker = new BrokerProcess(directory).start();
        stranger = new Stranger(broker);
    }

    @AfterEach
    void close() {
        node.close();
        stranger.close();
        broker.close();
        Node.forget();
    }

    @Test
    void is_called_when_it_was_there_first() {
        stranger.serve("rpc.ledger", "42");
        node = Split.bootTeller(broker.port());

        var call = teller().patiently("twice", 21);

        assertThat(call).succeedsWithin(Split.RECOVERY).hasToString("42");
    }

    @Test
    void is_called_when_it_comes_and_missed_when_it_goes() {
        node = Split.bootTeller(broker.port());
        var before = Teller.end(teller().ledger().twice(21));

        stranger.serve("rpc.ledger", "42");
        var during = teller().patiently("twice", 21);

        assertThat(before.fault()).isInstanceOfSatisfying(RpcException.NoService.class,
                nobody -> assertThat(nobody.problem().name().status()).isEqualTo(404));
        assertThat(during).succeedsWithin(Split.RECOVERY).hasToString("42");

        stranger.close();

        await().untilAsserted(() -> assertThat(Teller.end(teller().ledger().twice(21)).fault())
                .isInstanceOfSatisfying(RpcException.NoService.class,
                        nobody -> assertThat(nobody.problem().name().status()).isEqualTo(503)));
    }

    private Teller teller() {
        return node.select(Teller.class).get();
    }
}
