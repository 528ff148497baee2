package io.multilith.tck;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.multilith.messaging.MessagingException;
import io.multilith.rpc.RpcException;
import io.multilith.tck.Blackhole.Direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** The network between a node and its broker passes nothing on, and nobody closes a connection: G1, G6, G19. */
class BlackholeTest {
    private static final Duration DISPATCH_TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    static Path directory;

    private static BrokerProcess broker;
    private static Blackhole network;
    private static Split nodes;

    @BeforeAll
    static void boot() {
        broker = new BrokerProcess(directory).start();
        network = Blackhole.before(broker);
        nodes = Split.boot(broker.port(), network.port());
    }

    @AfterEach
    void mend() {
        network.pass();
        network.listen();
    }

    @AfterAll
    static void close() {
        nodes.close();
        network.close();
        broker.close();
    }

    static Stream<Set<Direction>> holes() {
        return Stream.of(EnumSet.of(Direction.TO_BROKER), EnumSet.of(Direction.TO_NODE),
                EnumSet.allOf(Direction.class));
    }

    @ParameterizedTest
    @MethodSource("holes")
    void everything_ends_in_time_in_a_hole_and_works_after_it(Set<Direction> hole) {
        nodes.awaitCalls();
        network.hold(hole);

        var call = Teller.end(nodes.teller().ledger().twice(1));
        var begin = Instant.now();
        var refused = catchThrowable(() -> nodes.teller().make("hole", 1));
        var dispatched = Duration.between(begin, Instant.now());

        assertThat(call.fault()).isInstanceOfAny(RpcException.Timeout.class, RpcException.OutcomeUnknown.class,
                RpcException.NoService.class, RpcException.BrokerUnavailable.class);
        assertThat(call.isTimely(Split.CALL_TIMEOUT)).as("%s", call).isTrue();
        assertThat(refused).isInstanceOf(MessagingException.BrokerUnavailable.class);
        assertThat(dispatched).isLessThan(DISPATCH_TIMEOUT.plus(Timeouts.of(Duration.ofMillis(250))));

        await().atMost(Split.RECOVERY)
                .untilAsserted(() -> assertThat(nodes.readiness().getStatus()).isEqualTo(Status.DOWN));
        network.pass();
        nodes.awaitCalls();
        assertThat(nodes.readiness().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_connection_that_is_forgotten_while_it_is_made_is_made_again() {
        nodes.awaitCalls();
        network.hold(EnumSet.allOf(Direction.class));
        network.cut();
        await().atMost(Split.RECOVERY).until(() -> network.connections() > 0);

        network.forget();
        network.pass();

        nodes.awaitCalls();
    }
}
