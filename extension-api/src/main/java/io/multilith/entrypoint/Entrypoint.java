package io.multilith.entrypoint;

/**
 * One way into one method: a consumer, a timer, a listener.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Entrypoint {

    /**
     * Begins to call the method. Called once every entrypoint of the application is bound, and again after a
     * {@link #stop()} unless {@link #pause()} and {@link #resume()} are overridden. An exception fails the start of the
     * application.
     */
    void start();

    /**
     * Takes no more work; calls that run are drained by the worker pipeline afterwards. Called also on an entrypoint
     * whose start failed, and on one that is paused. The default does nothing.
     */
    default void stop() {}

    /**
     * Takes no more work until {@link #resume()}. The default stops: a kind whose work would be lost meanwhile, or whose
     * callers should be told, does better. Called while started, never twice in a row.
     */
    default void pause() {
        stop();
    }

    /** Takes work again. The default starts anew. */
    default void resume() {
        start();
    }
}
