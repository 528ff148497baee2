package io.multilith.tck;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** More outages than a counter of attempts for life would survive: G10, G19. */
class RepeatedOutagesTest {
    private static final int OUTAGES = 8;
    private static final int MORE_THAN_ATTEMPTS = 6;
    private static final List<Ledger.Entry> HELD = IntStream.range(0, 5)
            .mapToObj(number -> new Ledger.Entry(Ledger.HELD, number)).toList();

    @TempDir
    Path directory;

    private BrokerProcess broker;
    private Blackhole network;
    private Split nodes;

    @BeforeEach
    void boot() {
        broker = new BrokerProcess(directory).start();
        network = Blackhole.before(broker);
        nodes = Split.boot(network.port());
    }

    @AfterEach
    void close() {
        nodes.close();
        network.close();
        broker.close();
    }

    @Test
    void calls_events_and_subscriptions_are_as_they_were_after_each() {
        for (var outage = 1; outage <= OUTAGES; outage++) {
            nodes.awaitCalls();
            network.refuse();
            awaitReadiness(Status.DOWN);
            network.listen();

            assertAllIsAsItWas(outage);
        }
    }

    @Test
    @Tag("slow")
    void calls_events_and_subscriptions_are_as_they_were_after_each_kill_of_the_broker() {
        for (var outage = 1; outage <= OUTAGES; outage++) {
            nodes.awaitCalls();
            broker.kill();
            awaitReadiness(Status.DOWN);
            broker.start();

            assertAllIsAsItWas(outage);
        }
    }

    @Test
    void an_event_that_only_waited_over_more_outages_than_there_are_attempts_is_handled() {
        nodes.awaitCalls();
        HELD.forEach(entry -> nodes.teller().make(entry.account(), entry.number()));
        for (var outage = 1; outage <= MORE_THAN_ATTEMPTS; outage++) {
            assertAllIsAsItWas(outage);
            network.refuse();
            awaitReadiness(Status.DOWN);
            network.listen();
        }
        assertAllIsAsItWas(MORE_THAN_ATTEMPTS + 1);

        nodes.ledger().letGo();

        await().atMost(Split.RECOVERY).untilAsserted(
                () -> assertThat(nodes.ledger().entries()).containsAll(HELD));
        await().atMost(Split.RECOVERY).untilAsserted(
                () -> assertThat(nodes.letters().list("ledger.note", 10)).isEmpty());
        assertThat(nodes.ledger().entries().stream().filter(HELD::contains).distinct())
                .containsExactlyElementsOf(HELD);
    }

    private void assertAllIsAsItWas(int outage) {
        nodes.awaitCalls();
        awaitReadiness(Status.UP);

        nodes.teller().make("outage", outage);

        var told = new Ledger.Entry("outage", outage);
        await().atMost(Split.RECOVERY).untilAsserted(() -> assertThat(nodes.ledger().entries()).contains(told));
    }

    private void awaitReadiness(Status status) {
        await().atMost(Split.RECOVERY)
                .untilAsserted(() -> assertThat(nodes.readiness().getStatus()).isEqualTo(status));
    }
}
