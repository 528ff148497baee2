package io.multilith.tck;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.Workers;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.Services;

/** The service that {@link CallContract} calls. */
@ServiceEntrypoint("target")
class Target {
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final Map<String, CallContext> contexts = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @Inject
    Workers workers;

    @Inject
    Services services;

    /** Thrown where a caller expects it. */
    static final class OutOfStock extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Cannot be written as JSON. */
    public static class Knot {
        public Knot getSelf() {
            return this;
        }
    }

    @Rpc
    String echo(String text) {
        return text;
    }

    @Rpc
    void note(String text) {
        contexts.put(text, context());
        notes.add(text);
    }

    @Rpc
    void hold(String text) throws InterruptedException {
        begun.add(text);
        gate.await(10, TimeUnit.SECONDS);
    }

    @Rpc
    void explode() {
        throw new AssertionError("secret");
    }

    @Rpc
    void sell() throws OutOfStock {
        throw new OutOfStock();
    }

    @Rpc
    Knot knot() {
        return new Knot();
    }

    @Rpc(idempotent = true)
    int count() {
        return count.incrementAndGet();
    }

    /** The call ids of this call and of one that it makes, each as "outermost all data". */
    @Rpc
    List<String> relay() {
        return List.of(seen(context()), services.service("next").call(String.class, "look"));
    }

    static String seen(CallContext context) {
        var ids = context.callIdStack();
        return ids.get(0) + " " + String.join(",", ids) + " " + context.headers();
    }

    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    List<String> notes() {
        return notes;
    }

    List<String> begun() {
        return begun;
    }

    Optional<CallContext> contextOf(String note) {
        return Optional.ofNullable(contexts.get(note));
    }

    private CallContext context() {
        return workers.current().orElseThrow().context();
    }
}
