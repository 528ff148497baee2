package io.multilith.impl.subscription;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.multilith.entrypoint.Caller;
import io.multilith.resource.Condition;

/**
 * By which rule each caller was told last. What somebody has by another rule is not what he would have by the one of now, so he
 * cannot go on from there. Of so many callers, those who were asked for last. Thread-safe.
 */
final class KnownRules {
    private static final int MOST = 10_000;

    private final Map<String, Known> rules = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * What is known of a caller.
     *
     * @param begin
     *            the first position to which he may have been told by the rule alone
     */
    private record Known(Condition rule, long begin) {}

    /** Whether what somebody was told up to a position he was told by the rule, or is not known. He is told by it from now on. */
    synchronized boolean holds(Caller caller, Condition rule, long position, LongSupplier head) {
        var known = rules.get(caller.name());
        if (known == null) {
            put(caller, new Known(rule, 0));
            return true;
        }
        if (!known.rule().equals(rule)) {
            changed(caller, rule, head.getAsLong());
            return false;
        }
        return position >= known.begin();
    }

    /** From behind the head of the log on he is told by another one. */
    synchronized void changed(Caller caller, Condition rule, long head) {
        put(caller, new Known(rule, head + 1));
    }

    private void put(Caller caller, Known known) {
        rules.put(caller.name(), known);
        if (rules.size() > MOST) {
            rules.remove(rules.keySet().iterator().next());
        }
    }
}
