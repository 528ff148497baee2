package io.multilith.impl.entrypoint;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.ServiceMethod;

/** An entrypoint and whether it works just now. One change of that at a time. Thread-safe. */
final class StartedEntrypoint {
    private final String name;
    private final ServiceMethod method;
    private final Entrypoint entrypoint;
    private boolean started;
    private boolean paused;

    StartedEntrypoint(String name, ServiceMethod method, Entrypoint entrypoint) {
        this.name = name;
        this.method = method;
        this.entrypoint = entrypoint;
    }

    String name() {
        return name;
    }

    ServiceMethod method() {
        return method;
    }

    /** Counts as started even if it fails: it may hold something that is to be let go. */
    synchronized void start() {
        started = true;
        entrypoint.start();
    }

    synchronized void stop() {
        if (started) {
            started = false;
            entrypoint.stop();
        }
    }

    /** Does nothing outside of the time from start to stop. */
    synchronized void pause() {
        if (started && !paused) {
            entrypoint.pause();
            paused = true;
        }
    }

    synchronized void resume() {
        if (started && paused) {
            entrypoint.resume();
            paused = false;
        }
    }

    synchronized Entrypoints.State state() {
        return new Entrypoints.State(name, paused);
    }
}
