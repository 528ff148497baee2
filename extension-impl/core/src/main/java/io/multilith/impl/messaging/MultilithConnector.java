package io.multilith.impl.messaging;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

import io.multilith.messaging.Routing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.impl.VertxBuilder;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * The connector {@code multilith-amqp}: one connection a broker, explicit credit, settlement by the receiver. Attributes
 * of a channel: {@code host}, {@code port}, {@code username}, {@code password}, {@code use-ssl} (all with {@code amqp-}
 * in front as global defaults), {@code address} [the channel's name]; incoming also {@code capabilities} [queue],
 * {@code link-name} (a durable subscription) and {@code credit} [100]. A message is accepted by its {@code ack} and given
 * back by its {@code nack}.
 */
@ApplicationScoped
@Connector("multilith-amqp")
public class MultilithConnector implements InboundConnector, OutboundConnector {
    private static final int DEFAULT_CREDIT = 100;
    private static final int STOP_SECONDS = 2;

    private final String containerId = "multilith-" + UUID.randomUUID();
    private final Map<BrokerAddress, Broker> brokers = new ConcurrentHashMap<>();
    private volatile Vertx vertx;

    /** A connection with what is shared on it. */
    record Broker(BrokerConnection connection, SenderLinks senders) {}

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
        var settings = new ReceiverLinkSettings(address(channel, "incoming"),
                List.of(channel.getOptionalValue("capabilities", String.class).orElse("queue").split(",")),
                channel.getOptionalValue("link-name", String.class),
                channel.getOptionalValue("credit", Integer.class).orElse(DEFAULT_CREDIT));
        var connection = broker(BrokerAddress.of(channel)).connection();
        return Multi.createFrom().<Message<?>>emitter(emitter -> receive(connection, settings, emitter),
                BackPressureStrategy.BUFFER);
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        return new OutgoingChannel(broker(BrokerAddress.of(channel)).senders(), address(channel, "outgoing"),
                channel.getOptionalValue("capabilities", String.class).orElse("queue").contains("topic")
                        ? Routing.TOPIC
                        : Routing.QUEUE);
    }

    /** The connection that channels with such settings share; made, and begun to be opened, when first asked for. */
    Broker broker(BrokerAddress address) {
        return brokers.computeIfAbsent(address, this::connect);
    }

    private Broker connect(BrokerAddress address) {
        var connection = new BrokerConnection(vertx(), address, containerId);
        var senders = new SenderLinks(connection);
        connection.add(senders);
        connection.start();
        return new Broker(connection, senders);
    }

    private static void receive(BrokerConnection connection, ReceiverLinkSettings settings,
            MultiEmitter<? super Message<?>> emitter) {
        var link = new ReceiverLink(connection, settings, incoming -> {
            if (emitter.isCancelled()) {
                incoming.release();
            } else {
                emitter.emit(new IncomingMessage(incoming));
            }
        });
        emitter.onTermination(link::stop);
        connection.add(link);
    }

    private static String address(Config channel, String direction) {
        var name = channel.getOptionalValue("channel-name", String.class);
        return channel.getOptionalValue("address", String.class).or(() -> name).orElseThrow(
                () -> new IllegalArgumentException(MESSAGES.channelWithoutAddress("?", direction, "<channel>")));
    }

    private synchronized Vertx vertx() {
        if (vertx == null) {
            var options = new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1)
                    .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)
                            .setClassPathResolvingEnabled(false));
            vertx = new VertxBuilder(options).findTransport(new BatchingTransport()).init().vertx();
        }
        return vertx;
    }

    @PreDestroy
    void close() {
        CompletableFuture
                .allOf(brokers.values().stream().map(broker -> broker.connection().stop())
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().completeOnTimeout(null, STOP_SECONDS,
                    TimeUnit.SECONDS).join();
        }
    }
}
