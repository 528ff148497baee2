package io.multilith.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerListener;
import io.multilith.entrypoint.WorkerResult;

import static io.multilith.testing.TestingMessages.MESSAGES;

/**
 * Waits for the end of calls of any service, whoever made them. Injected into a {@link MultilithTest}.
 *
 * <pre>{@code
 * @Inject
 * EntrypointWaiter waiter;
 *
 * @Test
 * void keeps_a_journal() {
 *     var written = waiter.expect("journal.onPower");
 *
 *     powers.create(new Power(3));
 *
 *     assertThat(written.get().result()).isInstanceOf(WorkerResult.Returned.class);
 * }
 * }</pre>
 *
 * Thread-safe.
 *
 * @since 0.1
 */
@ApplicationScoped
@Priority(Integer.MIN_VALUE) // the last to hear of an end
public class EntrypointWaiter implements WorkerListener {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Expected> expectations = new CopyOnWriteArrayList<>();

    /**
     * A call that has ended.
     *
     * @param invocation
     *     what was called
     * @param result
     *     how it ended
     */
    public record Ended(Invocation invocation, WorkerResult result) {}

    /** Made by the container. */
    protected EntrypointWaiter() {}

    /**
     * Waits from now on for calls of a method.
     *
     * @param method
     *     as {@code service.method}
     * @return to be asked after the calls were caused
     */
    public Expected expect(String method) {
        return expect(method, (invocation, result) -> true);
    }

    /**
     * Waits from now on for some calls of a method.
     *
     * @param method
     *     as {@code service.method}
     * @param which
     *     the calls that count; called on the threads of the calls
     * @return to be asked after the calls were caused
     */
    public Expected expect(String method, BiPredicate<Invocation, WorkerResult> which) {
        var expected = new Expected(method, which);
        expectations.add(expected);
        return expected;
    }

    @Override
    public void after(Invocation invocation, WorkerResult result) {
        expectations.forEach(expected -> expected.see(new Ended(invocation, result)));
    }

    /** Calls that a test waits for. */
    public static final class Expected {
        private final String method;
        private final BiPredicate<Invocation, WorkerResult> which;
        private final List<Ended> ended = new ArrayList<>();
        private final List<String> others = new ArrayList<>();

        private Expected(String method, BiPredicate<Invocation, WorkerResult> which) {
            this.method = method;
            this.which = which;
        }

        private synchronized void see(Ended call) {
            var name = call.invocation().method().qualifiedName();
            if (name.equals(method) && which.test(call.invocation(), call.result())) {
                ended.add(call);
                notifyAll();
            } else {
                others.add(name);
            }
        }

        /**
         * Whether there was one, without waiting.
         *
         * @return how many calls have ended
         */
        public synchronized int count() {
            return ended.size();
        }

        /**
         * Waits for the first call, 20 s at most.
         *
         * @return the call
         * @throws AssertionError
         *     ML0807 if there was none; names the calls that have ended meanwhile
         */
        public Ended get() {
            return get(1).get(0);
        }

        /**
         * Waits for some calls, 20 s at most.
         *
         * @param count
         *     how many
         * @return as many, in the order of their ends
         * @throws AssertionError
         *     ML0807 if there were less; names the calls that have ended meanwhile
         */
        public List<Ended> get(int count) {
            return get(count, PATIENCE);
        }

        /**
         * Waits for some calls.
         *
         * @param count
         *     how many
         * @param patience
         *     how long at most
         * @return as many, in the order of their ends
         * @throws AssertionError
         *     ML0807 if there were less; names the calls that have ended meanwhile
         */
        public synchronized List<Ended> get(int count, Duration patience) {
            var end = System.nanoTime() + patience.toNanos();
            while (ended.size() < count) {
                var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new AssertionError(MESSAGES.notCalled(method, ended.size(), count, patience, others));
                }
                try {
                    wait(left);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(stop);
                }
            }
            return List.copyOf(ended.subList(0, count));
        }
    }
}
