package io.multilith.impl.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

import io.multilith.impl.concurrent.WorkerThreads;

/**
 * The tasks that wait for their turn, of one key the latest. So many of them are in hand at once. Thread-safe.
 */
final class Backlog {
    private static final int MOST = 10_000;
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final Map<String, Task> waiting = new LinkedHashMap<>();
    /** With what came of the same record meanwhile. */
    private final Map<String, Optional<Task>> inHand = new HashMap<>();
    private final Map<String, Rest> rests = new LinkedHashMap<>();
    private final Map<String, Task> resting = new HashMap<>();
    private final int credit;
    private final WorkerThreads threads;
    private final Function<Task, String> key;
    private Optional<CompletableFuture<Void>> room = Optional.empty();
    private Optional<Consumer<Task>> handler = Optional.empty();

    private record Rest(int times, long endNanos) {
        Duration left() {
            return Duration.ofNanos(endNanos - System.nanoTime());
        }
    }

    /**
     * @param credit
     *            how many are in hand at most
     * @param key
     *            of which only the latest waits
     */
    Backlog(int credit, Function<Task, String> key, WorkerThreads threads) {
        this.credit = credit;
        this.key = key;
        this.threads = threads;
    }

    /** Completes when there is room for another. */
    CompletionStage<Void> add(Task task) {
        CompletionStage<Void> next;
        synchronized (this) {
            put(task);
            next = waiting.size() < MOST ? DONE : fullUntil();
        }
        handOut();
        return next;
    }

    private CompletionStage<Void> fullUntil() {
        room = Optional.of(room.orElseGet(CompletableFuture::new));
        return room.get();
    }

    private void put(Task task) {
        if (inHand.containsKey(key.apply(task))) {
            inHand.put(key.apply(task), Optional.of(task));
        } else if (isResting(task)) {
            resting.put(key.apply(task), task);
        } else {
            waiting.put(key.apply(task), task);
        }
    }

    private boolean isResting(Task task) {
        if (resting.containsKey(key.apply(task))) {
            return true;
        }
        var rest = rests.get(key.apply(task));
        if (rest == null || rest.left().isNegative() || rest.left().isZero()) {
            return false;
        }
        threads.after(rest.left()).thenRun(() -> wake(key.apply(task)));
        return true;
    }

    private void wake(String id) {
        synchronized (this) {
            var task = resting.remove(id);
            if (task != null) {
                put(task);
            }
        }
        handOut();
    }

    /** Hands tasks out from now on, those that wait first. */
    void open(Consumer<Task> to) {
        synchronized (this) {
            handler = Optional.of(to);
        }
        handOut();
    }

    synchronized void close() {
        handler = Optional.empty();
    }

    /** It is no longer in hand. */
    void settled(Task task) {
        synchronized (this) {
            inHand.remove(key.apply(task)).ifPresent(this::put);
        }
        handOut();
    }

    /** It is no longer in hand, and not done with. */
    void givenBack(Task task) {
        synchronized (this) {
            put(inHand.remove(key.apply(task)).orElse(task));
        }
        handOut();
    }

    /** The record came again because it changed meanwhile: tells how often in a row. */
    synchronized int comesAgain(String id) {
        var rest = rests.get(id);
        return rest == null ? 1 : rest.times() + 1;
    }

    synchronized void rest(String id, int times, Duration rest) {
        rests.remove(id);
        rests.put(id, new Rest(times, System.nanoTime() + rest.toNanos()));
        if (rests.size() > MOST) {
            rests.remove(rests.keySet().iterator().next());
        }
    }

    synchronized void calm(String id) {
        rests.remove(id);
    }

    private void handOut() {
        var next = next();
        next.tasks().forEach(next.handler());
    }

    private record Next(List<Task> tasks, Consumer<Task> handler) {}

    private synchronized Next next() {
        var tasks = new ArrayList<Task>();
        var first = waiting.values().iterator();
        while (handler.isPresent() && inHand.size() < credit && first.hasNext()) {
            var task = first.next();
            first.remove();
            inHand.put(key.apply(task), Optional.empty());
            tasks.add(task);
        }
        if (waiting.size() < MOST) {
            room.ifPresent(full -> full.completeAsync(() -> null, threads));
            room = Optional.empty();
        }
        return new Next(tasks, handler.orElse(task -> {}));
    }
}
