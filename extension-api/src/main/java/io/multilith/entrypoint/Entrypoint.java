package io.multilith.entrypoint;

/**
 * One way into one method: a consumer, a timer, a listener.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Entrypoint {

    /**
     * Begins to call the method. Called once, after every entrypoint of the application is bound. An exception fails
     * the
     * start of the application.
     */
    void start();

    /**
     * Takes no more work; calls that run are drained by the worker pipeline afterwards. Called at most once, also on an
     * entrypoint whose start failed. The default does nothing.
     */
    default void stop() {}
}
