package io.multilith.impl.subscription;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;

/**
 * Says to the other nodes on {@code changes.{collection}} that a log has grown, and hears it from them. Which is a hint and
 * nothing else: a node that it does not reach looks by itself a second later, one that hears it for nothing has read the log in
 * vain. Thread-safe.
 */
final class ChangeHints {
    private static final Logger LOG = Logger.getLogger(ChangeHints.class);
    /** So that a log that grows fast does not fill the broker. */
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration LIFE = Duration.ofSeconds(1);
    private static final int CREDIT = 10;

    /** What this node says. */
    private final String ours = "{\"node\":\"" + UUID.randomUUID() + "\"}";
    private final String address;
    private final MessageBus bus;
    private final WorkerThreads threads;
    private boolean rests = true;
    private boolean grown;
    private Optional<MessageReceiver> receiver = Optional.empty();

    ChangeHints(String collection, MessageBus bus, WorkerThreads threads) {
        this.address = "changes." + collection;
        this.bus = bus;
        this.threads = threads;
    }

    /** Hears from now on what the others say. */
    synchronized void listen(Runnable heard) {
        receiver = Optional.of(bus.receive(MessageSource.topic(address, CREDIT), hint -> {
            hint.accept();
            if (!ours.equals(new String(hint.message().body(), StandardCharsets.UTF_8))) {
                heard.run();
            }
        }));
    }

    synchronized void stop() {
        receiver.ifPresent(MessageReceiver::stop);
        receiver = Optional.empty();
    }

    /** Says it at once, and again after a pause if it has grown meanwhile. Before anybody listens here it says nothing. */
    void grown() {
        synchronized (this) {
            if (receiver.isEmpty()) {
                return;
            }
            if (!rests) {
                grown = true;
                return;
            }
            rests = false;
        }
        say();
    }

    private void say() {
        bus.send(Message.toTopic(address, ours).withTimeToLive(LIFE)).whenComplete((said, fault) -> {
            if (fault != null) {
                LOG.debugf("The other nodes could not be told of a change: %s", fault.getMessage());
            }
        });
        threads.after(PAUSE).thenRun(this::sayAgain);
    }

    private void sayAgain() {
        synchronized (this) {
            rests = !grown;
            grown = false;
            if (rests) {
                return;
            }
        }
        say();
    }
}
