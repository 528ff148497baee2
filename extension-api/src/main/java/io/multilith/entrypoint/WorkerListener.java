package io.multilith.entrypoint;

/**
 * Is told of every call, whatever transport it came by: for logs, metrics, context of one's own. An implementation is a
 * bean; all there are are called, in the order of their {@code jakarta.annotation.Priority}, {@code after} and
 * {@code teardown} in the opposite one. A listener that throws fails that call only. Called on the thread of the call, at
 * the same time for different calls.
 *
 * <pre>{@code
 * @ApplicationScoped
 * class SlowCalls implements WorkerListener {
 *     @Override
 *     public void after(Invocation call, WorkerResult result) {
 *         // take the time
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public interface WorkerListener {

    /**
     * The call is about to begin; its request context is active. An exception ends it: the method does not run, the caller is
     * told of a failure or, by a {@code ProblemException}, of what that says; where nobody waits for the call, as for an event's,
     * it is a failure that is tried again. The default does nothing.
     *
     * @param invocation
     *     the call
     */
    default void before(Invocation invocation) {}

    /**
     * The call has ended. Not called when a {@code before} ended it. An exception turns the result into a failure. The default
     * does nothing.
     *
     * @param invocation
     *     the call
     * @param result
     *     how it ended
     */
    default void after(Invocation invocation, WorkerResult result) {}

    /**
     * The last word, always called once for each call for which {@code before} was called, whatever happened; an exception is
     * logged and changes nothing. The default does nothing.
     *
     * @param invocation
     *     the call
     */
    default void teardown(Invocation invocation) {}
}
