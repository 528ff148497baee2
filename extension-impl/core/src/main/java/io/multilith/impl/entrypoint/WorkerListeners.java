package io.multilith.impl.entrypoint;

import java.util.Comparator;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;

import io.multilith.entrypoint.WorkerListener;

/** The listeners of the application in their order, looked up once. Thread-safe. */
@ApplicationScoped
public class WorkerListeners {
    private final List<WorkerListener> inOrder;

    /** For the client proxy only. */
    protected WorkerListeners() {
        inOrder = List.of();
    }

    @Inject
    public WorkerListeners(@Any Instance<WorkerListener> beans) {
        inOrder = beans.handlesStream()
                .sorted(Comparator.<Instance.Handle<WorkerListener>>comparingInt(handle -> priority(handle.getBean()))
                        .thenComparing(handle -> handle.getBean().getBeanClass().getName()))
                .<WorkerListener>map(Instance.Handle::get).toList();
    }

    List<WorkerListener> inOrder() {
        return inOrder;
    }

    /** A listener as the log names it: by its class, not by that of its proxy. */
    static String name(WorkerListener listener) {
        return listener.getClass().getName().replaceFirst("\\$Proxy\\$.*|\\$\\$.*", "");
    }

    private static int priority(Bean<?> bean) {
        var priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? ObserverMethod.DEFAULT_PRIORITY : priority.value();
    }
}
