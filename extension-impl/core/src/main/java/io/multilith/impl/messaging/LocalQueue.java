package io.multilith.impl.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.ReceivedMessage;

/** Messages in order, handed in turn to receivers that have credit. Handlers run outside of the lock. */
final class LocalQueue {
    private final Deque<Message> messages = new ArrayDeque<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private final AtomicInteger wishes = new AtomicInteger();
    private int next;

    void offer(Message message) {
        synchronized (this) {
            messages.addLast(message);
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
        if (messages.isEmpty()) {
            return null;
        }
        for (var tried = 0; tried < receivers.size(); tried++) {
            var receiver = receivers.get(Math.floorMod(next++, receivers.size()));
            if (receiver.credit > 0) {
                receiver.credit--;
                var received = new Received(messages.removeFirst(), receiver);
                return () -> receiver.handler.accept(received);
            }
        }
        return null;
    }

    private final class Receiver implements MessageReceiver {
        private final Consumer<ReceivedMessage> handler;
        private int credit;

        Receiver(int credit, Consumer<ReceivedMessage> handler) {
            this.credit = credit;
            this.handler = handler;
        }

        @Override
        public void stop() {
            synchronized (LocalQueue.this) {
                receivers.remove(this);
            }
        }
    }

    private final class Received implements ReceivedMessage {
        private final Message message;
        private final Receiver receiver;
        private final AtomicBoolean settled = new AtomicBoolean();

        Received(Message message, Receiver receiver) {
            this.message = message;
            this.receiver = receiver;
        }

        @Override
        public Message message() {
            return message;
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
                        messages.addFirst(message);
                    }
                }
                deliver();
            }
        }
    }
}
