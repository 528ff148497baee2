package io.multilith.impl.messaging;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.ReceivedMessage;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * Messages in order, handed in turn to receivers that have credit; those of one group always to the same receiver, as
 * long as the receivers stay the same. A message whose time is over is dropped. Handlers run outside of the lock.
 */
final class LocalQueue {
    private static final Logger LOG = Logger.getLogger(LocalQueue.class);

    private final Deque<Entry> messages = new ArrayDeque<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private final AtomicInteger wishes = new AtomicInteger();
    private int next;

    private record Entry(Message message, Optional<Instant> expiry, AtomicInteger deliveries) {
        static Entry of(Message message) {
            return new Entry(message, message.timeToLive().map(Instant.now()::plus), new AtomicInteger());
        }

        boolean isExpired() {
            return expiry.filter(Instant.now()::isAfter).isPresent();
        }
    }

    void offer(Message message) {
        synchronized (this) {
            messages.addLast(Entry.of(message));
        }
        deliver();
    }

    MessageReceiver receive(int credit, Consumer<ReceivedMessage> handler) {
        var receiver = new Receiver(credit, handler);
        synchronized (this) {
            receivers.add(receiver);
        }
        deliver();
        return receiver;
    }

    synchronized boolean isReceived() {
        return !receivers.isEmpty();
    }

    /** One thread at a time delivers, so a handler that settles at once does not deepen the stack. */
    private void deliver() {
        if (wishes.getAndIncrement() > 0) {
            return;
        }
        var seen = 1;
        do {
            for (var delivery = take(); delivery != null; delivery = take()) {
                delivery.run();
            }
            seen = wishes.addAndGet(-seen);
        } while (seen > 0);
    }

    private synchronized Runnable take() {
        var entries = messages.iterator();
        while (entries.hasNext() && receivers.stream().anyMatch(Receiver::hasCredit)) {
            var entry = entries.next();
            var expired = entry.isExpired();
            var receiver = expired ? Optional.<Receiver>empty() : receiverFor(entry.message());
            if (expired || receiver.isPresent()) {
                entries.remove();
            }
            if (receiver.isPresent()) {
                receiver.get().credit--;
                var received = new Received(entry, receiver.get());
                return () -> receiver.get().handle(received);
            }
        }
        return null;
    }

    private Optional<Receiver> receiverFor(Message message) {
        var group = message.properties().group();
        if (group.isPresent()) {
            var own = receivers.get(Math.floorMod(group.get().hashCode(), receivers.size()));
            return Optional.of(own).filter(Receiver::hasCredit);
        }
        for (var tried = 0; tried < receivers.size(); tried++) {
            var receiver = receivers.get(Math.floorMod(next++, receivers.size()));
            if (receiver.hasCredit()) {
                return Optional.of(receiver);
            }
        }
        return Optional.empty();
    }

    private final class Receiver implements MessageReceiver {
        private final Consumer<ReceivedMessage> handler;
        private int credit;

        Receiver(int credit, Consumer<ReceivedMessage> handler) {
            this.credit = credit;
            this.handler = handler;
        }

        boolean hasCredit() {
            return credit > 0;
        }

        /** A handler settles whatever happens; one that breaks must not end the queue. */
        void handle(Received received) {
            try {
                handler.accept(received);
            } catch (RuntimeException broken) {
                LOG.error(MESSAGES.handlerBroke(received.message().address()), broken);
                received.accept();
            }
        }

        @Override
        public void stop() {
            synchronized (LocalQueue.this) {
                receivers.remove(this);
            }
        }
    }

    private final class Received implements ReceivedMessage {
        private final Entry entry;
        private final Receiver receiver;
        private final int deliveriesBefore;
        private final AtomicBoolean settled = new AtomicBoolean();

        Received(Entry entry, Receiver receiver) {
            this.entry = entry;
            this.receiver = receiver;
            this.deliveriesBefore = entry.deliveries().getAndIncrement();
        }

        @Override
        public Message message() {
            return entry.message();
        }

        @Override
        public int deliveryCount() {
            return deliveriesBefore;
        }

        @Override
        public void accept() {
            settle(false);
        }

        @Override
        public void release() {
            settle(true);
        }

        private void settle(boolean again) {
            if (settled.compareAndSet(false, true)) {
                synchronized (LocalQueue.this) {
                    receiver.credit++;
                    if (again) {
                        messages.addFirst(entry);
                    }
                }
                deliver();
            }
        }
    }
}
