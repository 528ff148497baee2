package io.multilith.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;

import static io.multilith.testing.TestingMessages.MESSAGES;

/**
 * Does to the messages of a node what networks do: loses, delays, doubles, reorders them, or cuts the node off. It stands in
 * front of the bus, be it the one within the process or a broker's. Injected into a {@link MultilithTest}.
 *
 * <pre>{@code
 * @Inject
 * FaultLab lab;
 *
 * @Test
 * void handles_an_event_once() {
 *     try (var twice = lab.duplicate(message -> message.address().equals("events.power"))) {
 *         powers.create(new Power(3));
 *     }
 * }
 * }</pre>
 *
 * A fault holds until it is closed; several hold at once, of which the first that concerns a message has it. Thread-safe.
 *
 * @since 0.1
 */
@ApplicationScoped
public class FaultLab {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Runnable> arrived = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Boolean> passes = ThreadLocal.withInitial(() -> false);

    /** Made by the container. */
    protected FaultLab() {}

    /** A fault of the network. */
    public abstract static class Fault implements AutoCloseable {
        private final AtomicInteger count = new AtomicInteger();

        Fault() {}

        /**
         * Whether it has worked.
         *
         * @return how many messages it concerned
         */
        public int count() {
            return count.get();
        }

        void countOne() {
            count.incrementAndGet();
        }

        /** Ends it; what it holds back goes on. */
        @Override
        public abstract void close();
    }

    private abstract class Rule extends Fault {
        private final Predicate<Message> which;

        Rule(Predicate<Message> which) {
            this.which = which;
        }

        abstract <T> CompletionStage<T> go(Message message, Function<Message, CompletionStage<T>> bus,
                Supplier<CompletionStage<T>> lost);

        @Override
        public void close() {
            rules.remove(this);
        }
    }

    private Fault begin(Rule rule) {
        rules.add(rule);
        return rule;
    }

    /**
     * Loses messages on their way: who sends one does not learn of it, who waits for an answer waits until his deadline.
     *
     * @param which
     *     the messages
     * @return the fault
     */
    public Fault drop(Predicate<Message> which) {
        return begin(new Rule(which) {
            @Override
            <T> CompletionStage<T> go(Message message, Function<Message, CompletionStage<T>> bus,
                    Supplier<CompletionStage<T>> lost) {
                return lost.get();
            }
        });
    }

    /**
     * Lets messages take longer.
     *
     * @param time
     *     how much
     * @param which
     *     the messages
     * @return the fault; messages under way when it is closed stay late
     */
    public Fault delay(Duration time, Predicate<Message> which) {
        var later = CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS);
        return begin(new Rule(which) {
            @Override
            <T> CompletionStage<T> go(Message message, Function<Message, CompletionStage<T>> bus,
                    Supplier<CompletionStage<T>> lost) {
                return CompletableFuture.supplyAsync(() -> bus.apply(message), later).thenCompose(sent -> sent);
            }
        });
    }

    /**
     * Lets messages come twice.
     *
     * @param which
     *     the messages
     * @return the fault
     */
    public Fault duplicate(Predicate<Message> which) {
        return begin(new Rule(which) {
            @Override
            <T> CompletionStage<T> go(Message message, Function<Message, CompletionStage<T>> bus,
                    Supplier<CompletionStage<T>> lost) {
                var first = bus.apply(message);
                return bus.apply(message).thenCombine(first, (second, answer) -> answer);
            }
        });
    }

    /**
     * Lets each second message overtake the one before it.
     *
     * @param which
     *     the messages
     * @return the fault
     */
    public Fault reorder(Predicate<Message> which) {
        return begin(new Rule(which) {
            private Runnable held;

            @Override
            synchronized <T> CompletionStage<T> go(Message message, Function<Message, CompletionStage<T>> bus,
                    Supplier<CompletionStage<T>> lost) {
                if (held == null) {
                    var sent = new CompletableFuture<T>();
                    held = () -> bus.apply(message).whenComplete((done, fault) -> {
                        if (fault == null) {
                            sent.complete(done);
                        } else {
                            sent.completeExceptionally(fault);
                        }
                    });
                    return sent;
                }
                var sent = bus.apply(message);
                letGo();
                return sent;
            }

            private void letGo() {
                held.run();
                held = null;
            }

            @Override
            public synchronized void close() {
                super.close();
                if (held != null) {
                    letGo();
                }
            }
        });
    }

    /**
     * Cuts the node off: what it sends fails as without a broker, and what comes waits.
     *
     * @return the fault; when it is closed, what came meanwhile is handled, if it is still this node's to handle
     */
    public Fault partition() {
        return begin(new Cut());
    }

    private final class Cut extends Rule {
        Cut() {
            super(message -> true);
        }

        @Override
        <T> CompletionStage<T> go(Message message, Function<Message, CompletionStage<T>> bus,
                Supplier<CompletionStage<T>> lost) {
            return CompletableFuture.failedFuture(new MessagingException.BrokerUnavailable(MESSAGES.cutOff()));
        }

        @Override
        public void close() {
            super.close();
            var waiting = List.copyOf(arrived);
            arrived.removeAll(waiting);
            waiting.forEach(Runnable::run);
        }
    }

    CompletionStage<Void> send(Message message, Function<Message, CompletionStage<Void>> bus) {
        return go(message, bus, () -> CompletableFuture.completedStage(null));
    }

    CompletionStage<Message> request(Message message, Instant deadline,
            Function<Message, CompletionStage<Message>> bus) {
        return go(message, bus, () -> noAnswer(deadline));
    }

    private static CompletionStage<Message> noAnswer(Instant deadline) {
        var left = Duration.between(Instant.now(), deadline).toNanos();
        var lost = new CompletableFuture<Message>();
        CompletableFuture.delayedExecutor(Math.max(0, left), TimeUnit.NANOSECONDS).execute(
                () -> lost.completeExceptionally(new MessagingException.NoAnswer(MESSAGES.lost())));
        return lost;
    }

    private <T> CompletionStage<T> go(Message message, Function<Message, CompletionStage<T>> bus,
            Supplier<CompletionStage<T>> lost) {
        var fault = passes.get()
                ? Optional.<Rule>empty()
                : rules.stream().filter(rule -> rule.which.test(message)).findFirst();
        fault.ifPresent(Rule::countOne);
        return fault.isPresent() ? fault.get().go(message, sent -> pass(sent, bus), lost) : bus.apply(message);
    }

    /** On another thread than the caller's, Weld decorates the bus anew: such a message has met its fault. */
    private <T> T pass(Message message, Function<Message, T> bus) {
        passes.set(true);
        try {
            return bus.apply(message);
        } finally {
            passes.remove();
        }
    }

    void receive(ReceivedMessage received, Consumer<ReceivedMessage> handler) {
        if (rules.stream().anyMatch(Cut.class::isInstance)) {
            arrived.add(() -> {
                if (received.isHeld()) {
                    handler.accept(received);
                }
            });
        } else {
            handler.accept(received);
        }
    }
}
