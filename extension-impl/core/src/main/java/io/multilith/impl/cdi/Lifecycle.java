package io.multilith.impl.cdi;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.config.ChannelSettings;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.entrypoint.WorkerPipeline;
import io.multilith.impl.http.WebProblems;
import io.multilith.impl.placement.RoutingBus;
import io.multilith.placement.Directory;

import static io.multilith.impl.cdi.DeploymentMessages.MESSAGES;

/**
 * Starts all entrypoints when all are bound, and stops them in the opposite order: first nothing more comes in, then what
 * runs is given time to end.
 */
@ApplicationScoped
public class Lifecycle {
    private static final Logger LOG = Logger.getLogger("io.multilith");

    private final List<Entrypoint> bound = new ArrayList<>();
    private final List<Entrypoint> started = new ArrayList<>();
    private final List<Entrypoint> startedBeans = new ArrayList<>();
    private final RoutingBus bus;
    private final WorkerPipeline workers;
    private final Settings settings;
    private final Directory directory;
    private final WebProblems webProblems;
    private final Instance<Entrypoint> beans;

    /** For the client proxy only. */
    protected Lifecycle() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public Lifecycle(RoutingBus bus, WorkerPipeline workers, Settings settings, Directory directory,
            WebProblems webProblems, @Any Instance<Entrypoint> beans) {
        this.bus = bus;
        this.workers = workers;
        this.settings = settings;
        this.directory = directory;
        this.webProblems = webProblems;
        this.beans = beans;
    }

    void add(Entrypoint entrypoint) {
        bound.add(entrypoint);
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event) {
        if (!webProblems.found().isEmpty()) {
            throw new DeploymentFailed(webProblems.found());
        }
        bus.start(ChannelSettings.brokerConfigured());
        beans.forEach(entrypoint -> start(entrypoint, startedBeans));
        bound.forEach(entrypoint -> start(entrypoint, started));
        LOG.info(MESSAGES.started(directory.services(), directory.collections()));
    }

    /** What running calls may still use, the collections and their followers, ends after them. */
    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) Shutdown event) {
        bus.leave();
        stop(started);
        workers.drain(settings.get(Setting.LIFECYCLE_STOP_TIMEOUT));
        stop(startedBeans);
        LOG.info(MESSAGES.stopped());
    }

    private static void start(Entrypoint entrypoint, List<Entrypoint> started) {
        started.add(entrypoint);
        entrypoint.start();
    }

    private static void stop(List<Entrypoint> started) {
        for (var i = started.size() - 1; i >= 0; i--) {
            try {
                started.get(i).stop();
            } catch (RuntimeException fault) {
                LOG.error(MESSAGES.notStopped(started.get(i).getClass().getName()), fault);
            }
        }
    }
}
