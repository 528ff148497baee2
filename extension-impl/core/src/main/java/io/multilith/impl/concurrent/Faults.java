package io.multilith.impl.concurrent;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What stages end with. */
public final class Faults {
    private Faults() {}

    /** What really happened, without what stages wrap around it. */
    public static Throwable unwrapped(Throwable fault) {
        return (fault instanceof CompletionException || fault instanceof ExecutionException) && fault.getCause() != null
                ? unwrapped(fault.getCause())
                : fault;
    }
}
