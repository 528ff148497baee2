package io.multilith.broker;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpMessageBuilder;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.amqp.AmqpSender;
import io.vertx.amqp.AmqpSenderOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** A plain AMQP client, blocking, for tests. */
final class Peer implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AmqpConnection connection;

    Peer(int port) {
        this(port, null);
    }

    Peer(int port, String containerId) {
        var options = new AmqpClientOptions().setHost("127.0.0.1").setPort(port);
        if (containerId != null) {
            options.setContainerId(containerId);
        }
        connection = onEventLoop(() -> AmqpClient.create(vertx, options).connect());
    }

    /** Where alone the links and the connection below the client may be touched: they are not thread-safe. */
    private <T> T onEventLoop(Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        context.runOnContext(ignored -> work.get().onComplete(done));
        return await(done.future());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a receiver got, in order. */
    record Inbox(AmqpReceiver receiver, BlockingQueue<AmqpMessage> messages) {

        AmqpMessage next() throws InterruptedException {
            return messages.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }

        String body() throws InterruptedException {
            var message = next();
            return message == null ? null : message.bodyAsString();
        }

        void close() {
            await(receiver.close());
        }
    }

    Inbox receive(String address, AmqpReceiverOptions options) {
        var messages = new LinkedBlockingQueue<AmqpMessage>();
        var receiver = await(connection.createReceiver(address, options));
        receiver.exceptionHandler(failure -> {});
        receiver.handler(messages::add);
        return new Inbox(receiver, messages);
    }

    Inbox receive(String address, String... capabilities) {
        return receive(address, new AmqpReceiverOptions().setCapabilities(List.of(capabilities)));
    }

    Inbox replies() {
        var messages = new LinkedBlockingQueue<AmqpMessage>();
        var receiver = await(connection.createDynamicReceiver());
        receiver.handler(messages::add);
        return new Inbox(receiver, messages);
    }

    AmqpSender sender(String address, String... capabilities) {
        return await(connection.createSender(address, new AmqpSenderOptions().setCapabilities(List.of(capabilities))));
    }

    AmqpSender anonymous() {
        return await(connection.createAnonymousSender());
    }

    void send(AmqpSender sender, AmqpMessageBuilder message) {
        await(sender.sendWithAck(message.build()));
    }

    void send(String address, String capability, String body) {
        send(sender(address, capability), durable(body));
    }

    static AmqpMessageBuilder durable(String body) {
        return AmqpMessage.create().durable(true).withBody(body);
    }

    /** Closes the link itself, and so its subscription, where {@link Inbox#close} may only detach it. */
    void closeLink(Inbox inbox) {
        onEventLoop(() -> {
            inbox.receiver().unwrap().close();
            return Future.succeededFuture();
        });
    }

    /** Loses the connection, without a word to the broker. */
    void disconnect() {
        onEventLoop(() -> {
            connection.unwrap().disconnect();
            return Future.succeededFuture();
        });
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
