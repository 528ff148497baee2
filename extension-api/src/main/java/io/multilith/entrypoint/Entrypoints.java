package io.multilith.entrypoint;

import java.util.List;

/**
 * The entrypoints of this application, to look at, to pause and to resume. What waits for a paused one stays where it
 * waits: events and messages in their queues; calls are refused as unavailable. Running calls go on. Thread-safe.
 *
 * @since 0.1
 */
public interface Entrypoints {

    /**
     * One way into one method.
     *
     * @param name
     *     {@code service.method/Kind}, for example {@code greeter.greet/Rpc}
     * @param paused
     *     whether it takes no work for now
     */
    record State(String name, boolean paused) {}

    /**
     * All of them.
     *
     * @return sorted by name
     */
    List<State> states();

    /**
     * The methods that they are ways into, each once however many ways there are, with all their annotations.
     *
     * @return sorted by service and name
     */
    List<ServiceMethod> methods();

    /**
     * Takes no more work by it. Does nothing to one that is paused.
     *
     * @param name
     *     of {@link State#name()}
     * @throws IllegalArgumentException
     *     ML0123 if there is none of that name
     */
    void pause(String name);

    /**
     * Takes work again. Does nothing to one that is not paused.
     *
     * @param name
     *     of {@link State#name()}
     * @throws IllegalArgumentException
     *     ML0123 if there is none of that name
     */
    void resume(String name);
}
