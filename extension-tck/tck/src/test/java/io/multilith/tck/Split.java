package io.multilith.tck;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.weld.environment.se.WeldContainer;

import io.multilith.delivery.DeadLetters;
import io.multilith.messaging.MessageBus;
import io.multilith.placement.Directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes on one broker: the teller's calls the ledger's. */
final class Split implements AutoCloseable {
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);
    /** Longer than it takes to find out that a connection is dead, and to make a new one. */
    static final Duration RECOVERY = Timeouts.of(Duration.ofSeconds(25));

    private final WeldContainer ledger;
    private final WeldContainer teller;

    private Split(WeldContainer ledger, WeldContainer teller) {
        this.ledger = ledger;
        this.teller = teller;
    }

    /** Both behind the same port. */
    static Split boot(int port) {
        configure(port);
        var ledger = Node.boot(Ledger.class);
        return new Split(ledger, bootTeller(port));
    }

    /** The ledger straight at the broker, the teller by way of another port. */
    static Split boot(int brokerPort, int tellerPort) {
        configure(brokerPort);
        var ledger = Node.boot(Ledger.class);
        return new Split(ledger, bootTeller(tellerPort));
    }

    static WeldContainer bootTeller(int port) {
        configure(port);
        return Node.boot(List.of(Teller.class, Teller.StockCollection.class));
    }

    private static void configure(int port) {
        var keys = new HashMap<String, String>();
        keys.put("amqp-host", "127.0.0.1");
        keys.put("amqp-port", Integer.toString(port));
        keys.put("multilith.rpc.timeout", CALL_TIMEOUT.toString());
        Node.configure(Map.copyOf(keys), false);
    }

    /** Waits until calls go through. */
    Split awaitCalls() {
        awaitCalls(teller);
        return this;
    }

    static void awaitCalls(WeldContainer teller) {
        await().atMost(RECOVERY).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            assertThat(teller.select(Directory.class).get().services()).contains("ledger");
            assertThat(Teller.end(teller.select(Teller.class).get().ledger().twice(21)).fault()).isNull();
        });
    }

    Teller teller() {
        return teller.select(Teller.class).get();
    }

    Ledger ledger() {
        return ledger.select(Ledger.class).get();
    }

    /** What the handlers of the ledger's node have given up. */
    DeadLetters letters() {
        return ledger.select(DeadLetters.class).get();
    }

    MessageBus tellerBus() {
        return teller.select(MessageBus.class).get();
    }

    HealthCheckResponse readiness() {
        return readiness(teller);
    }

    static HealthCheckResponse readiness(WeldContainer node) {
        return readiness(node, "multilith-broker");
    }

    static HealthCheckResponse readiness(WeldContainer node, String check) {
        HealthCheckResponse.setResponseProvider(new PlainHealth());
        return node.select(HealthCheck.class, Readiness.Literal.INSTANCE).stream().map(HealthCheck::call)
                .filter(response -> response.getName().equals(check)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        teller.close();
        ledger.close();
        Node.forget();
    }
}
