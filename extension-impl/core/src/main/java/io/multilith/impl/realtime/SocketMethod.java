package io.multilith.impl.realtime;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** A method that sockets may call, while it is open. Thread-safe. */
final class SocketMethod implements Entrypoint {
    private final ServiceMethod method;
    private volatile State state = State.STOPPED;

    private enum State {
        OPEN, PAUSED, STOPPED
    }

    SocketMethod(ServiceMethod method) {
        this.method = method;
    }

    ServiceMethod method() {
        return method;
    }

    @Override
    public void start() {
        state = State.OPEN;
    }

    @Override
    public void stop() {
        state = State.STOPPED;
    }

    @Override
    public void pause() {
        state = State.PAUSED;
    }

    @Override
    public void resume() {
        state = State.OPEN;
    }

    void requireOpen() {
        switch (state) {
            case OPEN -> {
            }
            case PAUSED -> throw unavailable("paused", "takes no calls for now.");
            case STOPPED -> throw unavailable("stopped", "takes no more calls.");
        }
    }

    private ProblemException unavailable(String kind, String detail) {
        return new ProblemException(ErrorName.UNAVAILABLE, kind, method.qualifiedName() + " " + detail);
    }
}
