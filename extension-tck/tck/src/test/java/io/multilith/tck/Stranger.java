package io.multilith.tck;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.json.Json;

import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import static org.assertj.core.api.Assertions.assertThat;

/** A client of AMQP 1.0 that knows nothing of nodes and announcements. */
final class Stranger implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final AmqpConnection connection;

    Stranger(BrokerProcess broker) {
        connection = settled(AmqpClient
                .create(vertx, new AmqpClientOptions().setHost("127.0.0.1").setPort(broker.port())).connect());
    }

    /** Answers every request with the same result. */
    void serve(String address, String result) {
        var answers = settled(connection.createAnonymousSender());
        var requests = settled(connection.createReceiver(address, new AmqpReceiverOptions().addCapability("queue")));
        requests.handler(request -> answers.send(AmqpMessage.create().address(request.replyTo())
                .correlationId(request.correlationId()).contentType("application/json")
                .withBody("{\"result\":" + result + "}").build()));
    }

    /** Asks the broker's management for addresses that are soon full. */
    void limit(String addresses, String whenFull) {
        var settings = new JsonObject().put("maxSizeBytes", 50_000).put("pageSizeBytes", 10_000)
                .put("addressFullMessagePolicy", whenFull)
                .put("defaultAddressRoutingType", "ANYCAST").put("defaultQueueRoutingType", "ANYCAST");
        var operation = new JsonObject().put("_AMQ_ResourceName", "broker").put("_AMQ_OperationName",
                "addAddressSettings");
        var parameters = Json.createArrayBuilder().add(addresses).add(settings.encode()).build();
        var answer = new CompletableFuture<AmqpMessage>();
        var answers = settled(connection.createDynamicReceiver()).handler(answer::complete);
        var question = AmqpMessage.create().replyTo(answers.address()).applicationProperties(operation)
                .withBody(parameters.toString()).build();
        settled(settled(connection.createSender("activemq.management")).sendWithAck(question));
        assertThat(answer).succeedsWithin(Split.RECOVERY).satisfies(told -> assertThat(told.applicationProperties()
                .getBoolean("_AMQ_OperationSucceeded")).as(told.bodyAsString()).isTrue());
    }

    private static <T> T settled(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture()
                .orTimeout(Split.RECOVERY.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    @Override
    public void close() {
        settled(vertx.close());
    }
}
