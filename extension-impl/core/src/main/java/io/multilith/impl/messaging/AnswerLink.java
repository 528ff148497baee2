package io.multilith.impl.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.apache.qpid.proton.amqp.messaging.Source;

import io.multilith.messaging.Routing;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonReceiver;

/** The one address of this instance for answers, made up by the broker anew for each connection. */
final class AnswerLink implements BrokerLink {
    private static final int CREDIT = 1_000;

    private final PendingAnswers pending;
    private final CompletableFuture<Void> firstOpened = new CompletableFuture<>();
    private volatile String address;
    private ProtonReceiver receiver;

    AnswerLink(Function<Duration, CompletableFuture<Void>> clock) {
        pending = new PendingAnswers(clock);
    }

    /** Absent while there is no connection. */
    Optional<String> address() {
        return Optional.ofNullable(address);
    }

    /** Completes when there has been an address for the first time. */
    CompletableFuture<Void> firstOpened() {
        return firstOpened.copy();
    }

    PendingAnswers.Pending register(String asked, Instant deadline) {
        return pending.register(asked, deadline);
    }

    long dropped() {
        return pending.dropped();
    }

    @Override
    public void attach(ProtonConnection connection) {
        receiver = connection.createReceiver(null);
        ((Source) receiver.getSource()).setDynamic(true);
        receiver.setPrefetch(CREDIT);
        receiver.handler((delivery, message) -> pending
                .complete(AmqpTranslation.fromAmqp(address, Routing.ANSWER, message)));
        receiver.openHandler(result -> {
            if (result.succeeded()) {
                address = ((Source) receiver.getRemoteSource()).getAddress();
                firstOpened.complete(null);
            }
        });
        receiver.closeHandler(result -> connection.disconnect());
        receiver.open();
    }

    @Override
    public void detached() {
        address = null;
        receiver = null;
        pending.failAll();
    }
}
