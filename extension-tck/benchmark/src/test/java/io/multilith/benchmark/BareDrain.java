package io.multilith.benchmark;

import java.util.concurrent.CountDownLatch;

import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpReceiverOptions;

/** The baseline: the same events from a durable subscription of its own, each acknowledged by the Vert.x AMQP client. */
final class BareDrain {
    private static final int CREDIT = 100;

    private final AmqpReceiver receiver;
    private volatile CountDownLatch left = new CountDownLatch(0);

    BareDrain(AmqpConnection connection) {
        var subscription = new AmqpReceiverOptions().setLinkName("bare.drain").setDurable(true)
                .setMaxBufferedMessages(CREDIT);
        subscription.addCapability("topic").addCapability("shared").addCapability("global");
        receiver = connection.createReceiver("events." + Drain.SOURCE, subscription).toCompletionStage()
                .toCompletableFuture().join();
        receiver.handler(event -> left.countDown());
    }

    void close(int expected) {
        receiver.pause();
        left = new CountDownLatch(expected);
    }

    void open() throws InterruptedException {
        receiver.resume();
        left.await();
    }
}
