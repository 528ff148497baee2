package io.multilith.impl.messaging;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonSender;
import io.vertx.proton.ProtonServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Against a peer in this process that sends as many messages as a test says, and notes how each ends. */
class ReceiverLinkTest {
    private final Vertx vertx = Vertx.vertx();
    private final ProtonServer peer = ProtonServer.create(vertx);
    private final Queue<ProtonDelivery> settled = new ConcurrentLinkedQueue<>();
    private final List<ReceiverLink.Incoming> received = new CopyOnWriteArrayList<>();
    private volatile int creditLeft;
    private int messages;
    private BrokerConnection connection;
    private ReceiverLink link;

    @BeforeEach
    void listen() {
        peer.connectHandler(client -> {
            client.sessionOpenHandler(session -> session.open());
            client.senderOpenHandler(sender -> {
                sender.sendQueueDrainHandler(this::send);
                sender.open();
            });
            client.openHandler(open -> client.open());
            client.closeHandler(closed -> client.close());
        });
        var listening = new CompletableFuture<ProtonServer>();
        peer.listen(0, result -> listening.complete(result.result()));
        listening.join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tells_an_outcome_though_other_messages_are_still_under_way() {
        receive(3, 100);

        received.get(1).accept();

        await().untilAsserted(() -> assertThat(settled).singleElement()
                .satisfies(delivery -> assertThat(delivery.getRemoteState()).isInstanceOf(Accepted.class)));
    }

    @Test
    void tells_what_waits_before_the_connection_is_closed() {
        receive(3, 100);

        received.get(0).accept();
        received.get(2).release();
        connection.stop().join();

        await().untilAsserted(() -> assertThat(settled).extracting(ProtonDelivery::getRemoteState)
                .hasExactlyElementsOfTypes(Accepted.class, Released.class));
    }

    @Test
    void gives_new_credit_for_what_is_settled() {
        receive(100, 100);
        assertThat(creditLeft).isZero();

        received.subList(0, 50).forEach(ReceiverLink.Incoming::accept);

        await().untilAsserted(() -> assertThat(creditLeft).isEqualTo(50));
    }

    @Test
    void gives_no_new_credit_after_its_stop() {
        receive(100, 100);

        link.stop();
        received.forEach(ReceiverLink.Incoming::accept);

        await().untilAsserted(() -> assertThat(settled).hasSize(100));
        assertThat(creditLeft).isZero();
    }

    private void receive(int count, int credit) {
        messages = count;
        connection = new BrokerConnection(vertx,
                new BrokerAddress("127.0.0.1", peer.actualPort(), Optional.empty(), Optional.empty(), false), "test");
        link = new ReceiverLink(connection,
                new ReceiverLinkSettings("work", List.of("queue"), Optional.empty(), credit), received::add);
        connection.add(link);
        connection.start();
        await().untilAsserted(() -> assertThat(received).hasSize(count));
    }

    /** Called for each new credit. */
    private void send(ProtonSender sender) {
        for (; messages > 0 && sender.getCredit() > 0; messages--) {
            var message = Message.Factory.create();
            message.setAddress("work");
            sender.send(message, settled::add);
        }
        creditLeft = sender.getCredit();
    }
}
