package io.multilith.impl.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.apache.qpid.proton.amqp.messaging.Source;

import io.multilith.messaging.Routing;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonQoS;
import io.vertx.proton.ProtonReceiver;

/** The one address of this instance for answers, made up by the broker anew for each connection. */
final class AnswerLink implements BrokerLink {
    private static final int CREDIT = 1_000;

    private final PendingAnswers pending;
    private final CompletableFuture<Void> firstOpened = new CompletableFuture<>();
    private volatile String address;
    private ProtonReceiver receiver;
    private int receivedSince;

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

    void fail(PendingAnswers.Pending question, Throwable fault) {
        pending.fail(question, fault);
    }

    long dropped() {
        return pending.dropped();
    }

    @Override
    public void attach(ProtonConnection connection) {
        receiver = connection.createReceiver(null);
        ((Source) receiver.getSource()).setDynamic(true);
        receiver.setQoS(ProtonQoS.AT_MOST_ONCE).setPrefetch(0);
        receiver.handler((delivery, message) -> {
            replenish();
            pending.complete(AmqpTranslation.fromAmqp(address, Routing.ANSWER, message));
        });
        receiver.openHandler(result -> {
            if (result.succeeded()) {
                address = ((Source) receiver.getRemoteSource()).getAddress();
                firstOpened.complete(null);
            }
        });
        receiver.closeHandler(result -> connection.disconnect());
        receiver.open();
        receiver.flow(CREDIT);
        receivedSince = 0;
    }

    /** Answers come settled, and credit is given back in portions: frames for each would cost as much as the answer. */
    private void replenish() {
        receivedSince++;
        if (receivedSince >= CREDIT / 4) {
            receiver.flow(receivedSince);
            receivedSince = 0;
        }
    }

    @Override
    public void detached() {
        address = null;
        receiver = null;
        pending.failAll();
    }
}
