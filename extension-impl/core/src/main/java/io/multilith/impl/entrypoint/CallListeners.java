package io.multilith.impl.entrypoint;

import java.util.List;
import java.util.Optional;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerListener;
import io.multilith.entrypoint.WorkerResult;

/** Tells the listeners of one call; remembers how many have been told. Used by one thread at a time. */
final class CallListeners {
    private final List<WorkerListener> listeners;
    private final Invocation invocation;
    private final CallOutcome outcome;
    private int told;

    CallListeners(List<WorkerListener> listeners, Invocation invocation, CallOutcome outcome) {
        this.listeners = listeners;
        this.invocation = invocation;
        this.outcome = outcome;
    }

    /** How the call ended when one of them ended it. */
    Optional<WorkerResult> before() {
        for (var listener : listeners) {
            told++;
            try {
                listener.before(invocation);
            } catch (Exception | Error fault) { // whatever it throws ends this call only
                return Optional.of(outcome.ofListener(listener, "before", fault));
            }
        }
        return Optional.empty();
    }

    /** What one of them makes of the result. */
    WorkerResult after(WorkerResult ended) {
        var result = ended;
        for (var i = told - 1; i >= 0; i--) {
            var listener = listeners.get(i);
            try {
                listener.after(invocation, result);
            } catch (Exception | Error fault) { // as above
                var failure = outcome.ofListener(listener, "after", fault);
                result = result instanceof WorkerResult.Failed ? result : failure;
            }
        }
        return result;
    }

    /** Once, whoever else asks for it. */
    void teardown() {
        while (told > 0) {
            told--;
            var listener = listeners.get(told);
            try {
                listener.teardown(invocation);
            } catch (Exception | Error fault) { // the others are to be told all the same
                outcome.tornDownBadly(listener, fault);
            }
        }
    }
}
