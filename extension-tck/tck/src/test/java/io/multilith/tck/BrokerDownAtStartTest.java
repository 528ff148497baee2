package io.multilith.tck;

import java.nio.file.Path;
import java.time.Duration;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The broker comes after the application: G19. */
class BrokerDownAtStartTest {
    @TempDir
    Path directory;

    private BrokerProcess broker;
    private Split nodes;

    @BeforeEach
    void boot() {
        broker = new BrokerProcess(directory);
        nodes = Split.boot(broker.port());
    }

    @AfterEach
    void close() {
        nodes.close();
        broker.close();
    }

    @Test
    void works_as_far_as_it_can_and_connects_by_itself_when_the_broker_comes() {
        var call = Teller.end(nodes.teller().ledger().twice(1));

        assertThat(call.fault()).isInstanceOf(RpcException.BrokerUnavailable.class);
        assertThat(call.after()).isLessThan(Timeouts.of(Duration.ofMillis(500)));
        assertThat(nodes.teller().here().plus(1, 2)).isEqualTo(3);
        assertThat(nodes.readiness().getStatus()).isEqualTo(Status.DOWN);
        assertThat(nodes.readiness().getData().orElseThrow().get("reason")).asString()
                .contains("127.0.0.1:" + broker.port());

        broker.start();
        nodes.awaitCalls();
        nodes.teller().make("first", 1);

        assertThat(nodes.readiness().getStatus()).isEqualTo(Status.UP);
        await().atMost(Split.RECOVERY).untilAsserted(
                () -> assertThat(nodes.ledger().entries()).containsExactly(new Ledger.Entry("first", 1)));
    }
}
