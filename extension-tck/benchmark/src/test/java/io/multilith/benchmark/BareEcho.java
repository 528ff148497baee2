package io.multilith.benchmark;

import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.core.Vertx;

/** The baseline: the same request and reply with nothing but the Vert.x AMQP client. */
final class BareEcho {
    static final String ADDRESS = "rpc.bare";
    private static final int CREDIT = 100;

    private BareEcho() {}

    static AmqpConnection connect(int port) {
        var options = new AmqpClientOptions().setHost("127.0.0.1").setPort(port);
        return AmqpClient.create(Vertx.vertx(), options).connect().toCompletionStage().toCompletableFuture().join();
    }

    static void serve(AmqpConnection connection) {
        var answers = connection.createAnonymousSender().toCompletionStage().toCompletableFuture().join();
        var receiver = connection.createReceiver(ADDRESS,
                new AmqpReceiverOptions().addCapability("queue").setMaxBufferedMessages(CREDIT))
                .toCompletionStage().toCompletableFuture().join();
        receiver.handler(request -> answers.send(AmqpMessage.create().address(request.replyTo())
                .correlationId(request.correlationId()).withBody(request.bodyAsString()).build()));
    }
}
