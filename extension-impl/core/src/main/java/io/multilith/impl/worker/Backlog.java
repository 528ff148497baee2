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
    private final Map<String, Task> inHand = new HashMap<>();
    /** What came of records in hand meanwhile. */
    private final Map<String, Task> next = new HashMap<>();
    private final Map<String, Rest> rests = new LinkedHashMap<>();
    private final Map<String, Task> resting = new HashMap<>();
    private final int credit;
    private final WorkerThreads threads;
    private final Function<Task, String> key;
    private Optional<CompletableFuture<Void>> full = Optional.empty();
    private Optional<Consumer<Task>> handler = Optional.empty();

    private record Rest(int times, long endNanos) {
        Duration left() {
            return Duration.ofNanos(endNanos - System.nanoTime());
        }

        boolean isOver() {
            return left().isNegative() || left().isZero();
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
        CompletionStage<Void> room;
        synchronized (this) {
            put(task);
            room = waiting.size() < MOST ? DONE : fullUntil();
        }
        handOut();
        return room;
    }

    private CompletionStage<Void> fullUntil() {
        full = Optional.of(full.orElseGet(CompletableFuture::new));
        return full.get();
    }

    private void put(Task task) {
        var own = key.apply(task);
        if (inHand.containsKey(own)) {
            next.put(own, task);
        } else if (resting.containsKey(own)) {
            resting.put(own, task);
        } else if (rests.containsKey(own) && !rests.get(own).isOver()) {
            resting.put(own, task);
            threads.after(rests.get(own).left()).thenRun(() -> wake(own));
        } else {
            waiting.put(own, task);
        }
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

    /** It is no longer in hand; gives whether it is done with, and does not come back itself. */
    boolean settled(Task task) {
        Optional<Task> after;
        synchronized (this) {
            inHand.remove(key.apply(task));
            after = Optional.ofNullable(next.remove(key.apply(task)));
            after.ifPresent(this::put);
        }
        handOut();
        return after.filter(same -> same.settled() == task.settled()).isEmpty();
    }

    /** It is no longer in hand, and not done with. */
    void givenBack(Task task) {
        synchronized (this) {
            inHand.remove(key.apply(task));
            put(Optional.ofNullable(next.remove(key.apply(task))).orElse(task));
        }
        handOut();
    }

    /** What is in hand is to come again after a while, so that others have its place until then. */
    synchronized void comeBack(Task task, Duration rest) {
        var own = key.apply(task);
        rest(own, comesAgain(own) - 1, rest);
        next.putIfAbsent(own, inHand.get(own));
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
        var turn = turn();
        turn.tasks().forEach(turn.handler());
    }

    private record Turn(List<Task> tasks, Consumer<Task> handler) {}

    private synchronized Turn turn() {
        var tasks = new ArrayList<Task>();
        var first = waiting.values().iterator();
        while (handler.isPresent() && inHand.size() < credit && first.hasNext()) {
            var task = first.next();
            first.remove();
            inHand.put(key.apply(task), task);
            tasks.add(task);
        }
        if (waiting.size() < MOST) {
            full.ifPresent(until -> until.completeAsync(() -> null, threads));
            full = Optional.empty();
        }
        return new Turn(tasks, handler.orElse(task -> {}));
    }
}
