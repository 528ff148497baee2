package io.multilith.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerListener;
import io.multilith.entrypoint.WorkerResult;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What every kind of entrypoint does: for the binder of a third party. Extend it, and say what a service of the kind is and how it
 * is called from outside.
 *
 * <pre>{@code
 * class FileDropContractTest extends EntrypointBinderContract {
 *     @Override
 *     protected Class<?> service() {
 *         return Orders.class;
 *     }
 *
 *     @Override
 *     protected String method() {
 *         return "orders.onFile";
 *     }
 *
 *     @Override
 *     protected List<Class<?>> beans() {
 *         return List.of(FileDropBinder.class);
 *     }
 *
 *     @Override
 *     protected void cause(int number) throws IOException {
 *         // write a file
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class EntrypointBinderContract {
    private static final Duration QUIET = Duration.ofMillis(500);

    /** Made by JUnit. */
    protected EntrypointBinderContract() {}

    /**
     * A service with one entrypoint of the kind.
     *
     * @return its class
     */
    protected abstract Class<?> service();

    /**
     * Its method.
     *
     * @return as {@code service.method}
     */
    protected abstract String method();

    /**
     * The binder, and what it needs.
     *
     * @return classes of beans
     */
    protected abstract List<Class<?>> beans();

    /**
     * Configuration.
     *
     * @return by key; nothing by default
     */
    protected Map<String, String> properties() {
        return Map.of();
    }

    /**
     * Does what the kind calls the method for, once.
     *
     * @param number
     *     never the same in one test
     * @throws Exception
     *     if it cannot be done
     */
    protected abstract void cause(int number) throws Exception;

    /** Lets the first call of a node fail. */
    @ApplicationScoped
    static class FailingOnce implements WorkerListener {
        private final AtomicBoolean failed = new AtomicBoolean();

        @Override
        public void before(Invocation invocation) {
            if (!failed.getAndSet(true)) {
                throw new IllegalStateException("the first call of this test fails");
            }
        }
    }

    private TestNode start(Class<?>... more) {
        var all = Stream.of(Stream.<Class<?>>of(service()), beans().stream(), Stream.of(more)).flatMap(one -> one)
                .toArray(Class<?>[]::new);
        var node = TestNode.of(all);
        properties().forEach(node::with);
        return node.start();
    }

    @Test
    void calls_the_method_through_the_pipeline() throws Exception {
        try (var node = start()) {
            var called = node.get(EntrypointWaiter.class).expect(method());

            cause(1);

            assertTrue(called.get().result() instanceof WorkerResult.Returned, () -> called.get().toString());
        }
    }

    @Test
    void goes_on_after_a_call_that_failed() throws Exception {
        try (var node = start(FailingOnce.class)) {
            var returned = node.get(EntrypointWaiter.class).expect(method(),
                    (call, result) -> result instanceof WorkerResult.Returned);

            cause(1);
            cause(2);

            returned.get();
        }
    }

    @Test
    void takes_nothing_while_it_is_paused() throws Exception {
        try (var node = start()) {
            var entrypoints = node.get(Entrypoints.class);
            var name = entrypoints.states().stream().map(Entrypoints.State::name)
                    .filter(one -> one.startsWith(method() + "/")).findFirst().orElseThrow();
            var called = node.get(EntrypointWaiter.class).expect(method());
            entrypoints.pause(name);

            cause(1);

            LockSupport.parkNanos(QUIET.toNanos());
            assertEquals(0, called.count(), "calls while it is paused");
            entrypoints.resume(name);
            cause(2);
            called.get();
        }
    }

    @Test
    void starts_anew_with_the_application() throws Exception {
        start().close();
        try (var node = start()) {
            var called = node.get(EntrypointWaiter.class).expect(method());

            cause(1);

            called.get();
        }
    }

    @Test
    void calls_nothing_that_is_not_there_any_more() throws Exception {
        EntrypointWaiter.Expected called;
        try (var node = start()) {
            called = node.get(EntrypointWaiter.class).expect(method());
        }

        cause(1);

        LockSupport.parkNanos(QUIET.toNanos());
        assertEquals(0, called.count(), "calls after the end");
    }
}
