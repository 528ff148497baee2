package io.multilith.tck;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes on a broker that was set up by the manual, with users and rights. */
class ForeignBrokerTest {
    @TempDir
    Path directory;

    private ForeignBroker broker;
    private WeldContainer ledger;
    private WeldContainer teller;

    private void boot(ForeignBroker started) {
        broker = started;
        Node.configure(Map.of("amqp-host", "127.0.0.1", "amqp-port", Integer.toString(broker.port()), "amqp-username",
                "node", "amqp-password", "secret", "multilith.rpc.timeout", Split.CALL_TIMEOUT.toString()), false);
        ledger = Node.boot(Ledger.class);
        teller = Node.boot(List.of(Teller.class, Teller.StockCollection.class));
        Split.awaitCalls(teller);
    }

    @AfterEach
    void close() throws Exception {
        teller.close();
        if (ledger.isRunning()) {
            ledger.close();
        }
        broker.stop();
        Node.forget();
    }

    @Test
    void events_changes_and_dead_letters_go_over_it_and_wait_for_a_service_that_is_away() throws Exception {
        boot(ForeignBroker.start(directory));

        teller().make("here", 1);
        await().atMost(Split.RECOVERY).untilAsserted(
                () -> assertThat(ledger().entries()).containsExactly(new Ledger.Entry("here", 1)));
        ledger.close();

        teller().make("away", 2);
        teller().create("nails");
        ledger = Node.boot(Ledger.class);

        await().atMost(Split.RECOVERY).untilAsserted(() -> {
            assertThat(ledger().entries()).containsExactly(new Ledger.Entry("away", 2));
            assertThat(ledger().changes()).containsExactly("nails=0");
        });
        assertThat(broker.hasQueue("dlq.ledger.note")).isTrue();
    }

    @Test
    void a_service_that_nobody_announced_is_found_by_its_receiver() throws Exception {
        boot(ForeignBroker.start(directory));
        var served = ledger.select(MessageBus.class).get().receive(MessageSource.queue("rpc.quiet", 1),
                received -> received.accept());

        var known = Teller.end(ask("rpc.quiet"));

        assertThat(known.fault()).isInstanceOf(MessagingException.NoAnswer.class);
        served.stop();
    }

    @Test
    void a_broker_that_tells_nothing_of_receivers_is_enough_for_announced_services() throws Exception {
        boot(ForeignBroker.startSilent(directory));

        var unknown = Teller.end(ask("rpc.quiet"));
        ledger.close();
        var gone = Teller.end(teller().ledger().twice(1));

        assertThat(unknown.fault()).isInstanceOf(MessagingException.NoReceiver.class);
        assertThat(gone.fault()).isInstanceOf(RpcException.NoService.class);
    }

    private CompletionStage<Message> ask(String address) {
        return teller.select(MessageBus.class).get().request(Message.toQueue(address, "{}"),
                Instant.now().plus(Split.CALL_TIMEOUT));
    }

    private Teller teller() {
        return teller.select(Teller.class).get();
    }

    private Ledger ledger() {
        return ledger.select(Ledger.class).get();
    }
}
