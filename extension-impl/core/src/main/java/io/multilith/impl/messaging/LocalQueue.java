package io.multilith.impl.messaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.ReceivedMessage;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * Messages in order, of higher priority first, handed in turn to receivers that have credit. Those of one group go to the
 * same receiver, as long as the receivers stay the same, and never to another one while it has some of them unsettled. What is
 * given back takes its old place. A message whose time is over is dropped. Handlers run outside of the lock.
 */
final class LocalQueue {
    private static final Logger LOG = Logger.getLogger(LocalQueue.class);

    private final NavigableSet<Entry> messages = new TreeSet<>(
            Comparator.comparingInt((Entry entry) -> -entry.message().priority()).thenComparingLong(Entry::number));
    private final List<Receiver> receivers = new ArrayList<>();
    private final Map<String, Hold> holds = new HashMap<>();
    private final AtomicInteger wishes = new AtomicInteger();
    private long offered;
    private int next;

    private record Entry(Message message, Optional<Instant> expiry, long number) {
        boolean isExpired() {
            return expiry.filter(Instant.now()::isAfter).isPresent();
        }

        Optional<String> group() {
            return message.properties().group();
        }
    }

    /** A receiver has messages of a group unsettled. */
    private record Hold(Receiver receiver, int count) {}

    void offer(Message message) {
        synchronized (this) {
            messages.add(new Entry(message, message.timeToLive().map(Instant.now()::plus), offered++));
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

    synchronized List<Message> browse(Predicate<Message> wanted, int limit) {
        return waiting(wanted).limit(limit).map(Entry::message).toList();
    }

    synchronized Optional<ReceivedMessage> take(Predicate<Message> wanted) {
        var found = waiting(wanted).findFirst();
        found.ifPresent(messages::remove);
        return found.map(entry -> new Received(entry, Optional.empty()));
    }

    private Stream<Entry> waiting(Predicate<Message> wanted) {
        return messages.stream().filter(entry -> !entry.isExpired()).filter(entry -> wanted.test(entry.message()));
    }

    /** One thread at a time delivers, so a handler that settles at once does not deepen the stack. */
    private void deliver() {
        if (wishes.getAndIncrement() > 0) {
            return;
        }
        var seen = 1;
        do {
            for (var delivery = next(); delivery != null; delivery = next()) {
                delivery.run();
            }
            seen = wishes.addAndGet(-seen);
        } while (seen > 0);
    }

    private synchronized Runnable next() {
        var entries = messages.iterator();
        while (entries.hasNext() && receivers.stream().anyMatch(Receiver::hasCredit)) {
            var entry = entries.next();
            var expired = entry.isExpired();
            var receiver = expired ? Optional.<Receiver>empty() : receiverFor(entry);
            if (expired || receiver.isPresent()) {
                entries.remove();
            }
            if (receiver.isPresent()) {
                return hand(entry, receiver.get());
            }
        }
        return null;
    }

    private Runnable hand(Entry entry, Receiver receiver) {
        receiver.credit--;
        entry.group().ifPresent(group -> holds.merge(group, new Hold(receiver, 1),
                (held, one) -> new Hold(receiver, held.count() + 1)));
        var received = new Received(entry, Optional.of(receiver));
        return () -> receiver.handle(received);
    }

    private Optional<Receiver> receiverFor(Entry entry) {
        if (entry.group().isPresent()) {
            var group = entry.group().get();
            var own = Optional.ofNullable(holds.get(group)).map(Hold::receiver)
                    .orElseGet(() -> receivers.get(Math.floorMod(group.hashCode(), receivers.size())));
            return Optional.of(own).filter(receivers::contains).filter(Receiver::hasCredit);
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

    /** Nothing is ever lost on the way here, so nothing was handed out before without being settled. */
    private final class Received implements ReceivedMessage {
        private final Entry entry;
        private final Optional<Receiver> receiver;
        private final AtomicBoolean settled = new AtomicBoolean();

        Received(Entry entry, Optional<Receiver> receiver) {
            this.entry = entry;
            this.receiver = receiver;
        }

        @Override
        public Message message() {
            return entry.message();
        }

        @Override
        public int deliveryCount() {
            return 0;
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
                    receiver.ifPresent(this::letGo);
                    if (again) {
                        messages.add(entry);
                    }
                }
                deliver();
            }
        }

        private void letGo(Receiver holder) {
            holder.credit++;
            entry.group().ifPresent(group -> holds.computeIfPresent(group,
                    (name, held) -> held.count() > 1 ? new Hold(holder, held.count() - 1) : null));
        }
    }
}
