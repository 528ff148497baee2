package io.multilith.broker;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.amqp.AmqpSenderOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * Sends one durable message through the port and the store, and waits until it comes back.
 * <p>
 * Artemis can be "started" and deaf; only a message tells. Its own short-lived Vert.x is closed before {@link #run()} returns.
 */
final class SelfTest {

    static final String ADDRESS = "multilith.self-test";

    private static final String QUEUE = "queue";

    private final int port;
    private final Duration timeout;

    SelfTest(int port, Duration timeout) {
        this.port = port;
        this.timeout = timeout;
    }

    /** @throws EmbeddedBrokerException ML0754 no message came back in time */
    void run() {
        var vertx = Vertx.vertx(smallest());
        try {
            await(exchange(vertx));
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } finally {
            close(vertx);
        }
    }

    private Future<AmqpMessage> exchange(Vertx vertx) {
        var client = AmqpClient.create(vertx,
                new AmqpClientOptions().setHost(EmbeddedBrokerConfigSource.LOOPBACK).setPort(port));
        return client.connect().compose(connection -> {
            var id = UUID.randomUUID().toString();
            return receive(connection, id).compose(received -> send(connection, id).compose(sent -> received.future()))
                    .eventually(() -> connection.close());
        });
    }

    private Future<Promise<AmqpMessage>> receive(AmqpConnection connection, String id) {
        Promise<AmqpMessage> received = Promise.promise();
        return connection.createReceiver(ADDRESS, new AmqpReceiverOptions().addCapability(QUEUE)).map(receiver -> {
            receiver.exceptionHandler(received::tryFail);
            receiver.handler(message -> {
                if (id.equals(message.id())) {
                    received.tryComplete(message);
                }
            });
            return received;
        });
    }

    private Future<Void> send(AmqpConnection connection, String id) {
        var message = AmqpMessage.create().id(id).durable(true).ttl(timeout.toMillis()).withBody("self-test").build();
        return connection.createSender(ADDRESS, new AmqpSenderOptions().addCapability(QUEUE))
                .compose(sender -> sender.sendWithAck(message));
    }

    private <T> T await(Future<T> future) throws ExecutionException, TimeoutException, InterruptedException {
        return future.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void close(Vertx vertx) {
        try {
            await(vertx.close());
        } catch (ExecutionException | TimeoutException e) {
            EmbeddedBrokerMessages.MESSAGES.didNotStopCleanly(port, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EmbeddedBrokerException failed(Throwable cause) {
        var reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return EmbeddedBrokerMessages.MESSAGES.selfTestFailed(port, timeout.toSeconds(), reason, cause);
    }

    private static VertxOptions smallest() {
        return new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }
}
