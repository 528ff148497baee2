package io.multilith.impl.entrypoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.ServiceMethod;

import static io.multilith.impl.entrypoint.EntrypointMessages.MESSAGES;

/** All entrypoints of methods: first filled, then started, and stopped in the opposite order. Thread-safe. */
@ApplicationScoped
public class EntrypointRegistry implements Entrypoints {
    private static final Logger LOG = Logger.getLogger(EntrypointRegistry.class);

    private final Map<String, StartedEntrypoint> byName = new ConcurrentSkipListMap<>();
    private final List<Ranked> bound = new ArrayList<>();

    private record Ranked(int priority, StartedEntrypoint entrypoint) {}

    /**
     * Takes one more, before any is started.
     *
     * @param kind
     *            the annotation's simple name
     * @param priority
     *            the lower, the earlier it is started
     */
    public synchronized void add(ServiceMethod method, String kind, int priority, Entrypoint entrypoint) {
        var name = freeName(method.qualifiedName() + "/" + kind);
        var added = new StartedEntrypoint(name, method, entrypoint);
        byName.put(name, added);
        bound.add(new Ranked(priority, added));
        bound.sort(Comparator.comparingInt(Ranked::priority));
    }

    /**
     * Prepares all methods, and then starts all entrypoints. When one cannot be started, those that were are stopped.
     *
     * @throws IllegalStateException
     *             ML0126 with the method
     */
    public synchronized void startAll(Consumer<ServiceMethod> prepare) {
        bound.forEach(next -> attempt(next.entrypoint, () -> prepare.accept(next.entrypoint.method())));
        bound.forEach(next -> attempt(next.entrypoint, next.entrypoint::start));
    }

    private void attempt(StartedEntrypoint entrypoint, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) { // a class that is missing shows here, too
            stopAll();
            throw new IllegalStateException(MESSAGES.startFailed(entrypoint.name(), entrypoint.method().javaName(),
                    String.valueOf(fault.getMessage())), fault);
        }
    }

    /** Stops all that are started or paused, whatever one of them does. */
    public synchronized void stopAll() {
        for (var i = bound.size() - 1; i >= 0; i--) {
            var entrypoint = bound.get(i).entrypoint;
            try {
                entrypoint.stop();
            } catch (RuntimeException | LinkageError fault) {
                LOG.error(MESSAGES.stopFailed(entrypoint.name(), entrypoint.method().javaName()), fault);
            }
        }
    }

    @Override
    public List<State> states() {
        return byName.values().stream().map(StartedEntrypoint::state).toList();
    }

    @Override
    public List<ServiceMethod> methods() {
        return byName.values().stream().map(StartedEntrypoint::method).distinct().toList();
    }

    @Override
    public void pause(String name) {
        find(name).pause();
    }

    @Override
    public void resume(String name) {
        find(name).resume();
    }

    private StartedEntrypoint find(String name) {
        var found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException(MESSAGES.unknownEntrypoint(name, byName.keySet()));
        }
        return found;
    }

    /** Methods may share a name, and so may annotations. */
    private String freeName(String wanted) {
        var name = wanted;
        for (var i = 2; byName.containsKey(name); i++) {
            name = wanted + "#" + i;
        }
        return name;
    }
}
