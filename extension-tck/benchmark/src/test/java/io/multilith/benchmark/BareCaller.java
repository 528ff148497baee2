package io.multilith.benchmark;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpSender;
import io.vertx.amqp.AmqpSenderOptions;

/** Calls {@link BareEcho}. */
final class BareCaller {
    private final Map<String, CompletableFuture<String>> pending = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AmqpReceiver answers;
    private final AmqpSender requests;

    BareCaller(AmqpConnection connection) {
        answers = connection.createDynamicReceiver().toCompletionStage().toCompletableFuture().join();
        answers.handler(answer -> pending.remove(answer.correlationId()).complete(answer.bodyAsString()));
        requests = connection.createSender(BareEcho.ADDRESS, new AmqpSenderOptions().addCapability("queue"))
                .toCompletionStage().toCompletableFuture().join();
    }

    CompletionStage<String> call(String text) {
        var id = Long.toString(ids.incrementAndGet());
        var answer = new CompletableFuture<String>();
        pending.put(id, answer);
        requests.send(AmqpMessage.create().replyTo(answers.address()).correlationId(id).withBody(text).build());
        return answer;
    }
}
