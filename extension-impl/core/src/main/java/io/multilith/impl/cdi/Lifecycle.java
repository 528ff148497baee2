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
import io.multilith.impl.entrypoint.EntrypointRegistry;
import io.multilith.impl.entrypoint.WorkerPipeline;
import io.multilith.impl.http.WebProblems;
import io.multilith.impl.placement.RoutingBus;
import io.multilith.impl.subscription.ChangeFeeds;
import io.multilith.placement.Directory;

import static io.multilith.impl.cdi.DeploymentMessages.MESSAGES;

/**
 * Starts all entrypoints when all are bound, and stops them in the opposite order: first nothing more comes in, then what
 * runs is given time to end.
 */
@ApplicationScoped
public class Lifecycle {
    private static final Logger LOG = Logger.getLogger("io.multilith");

    private final List<Entrypoint> startedBeans = new ArrayList<>();
    private final RoutingBus bus;
    private final EntrypointRegistry entrypoints;
    private final WorkerPipeline workers;
    private final Settings settings;
    private final Directory directory;
    private final WebProblems webProblems;
    private final ChangeFeeds feeds;
    private final Places places;
    private final Instance<Entrypoint> beans;

    /** For the client proxy only. */
    protected Lifecycle() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    public Lifecycle(RoutingBus bus, EntrypointRegistry entrypoints, WorkerPipeline workers, Settings settings,
            Directory directory, WebProblems webProblems, ChangeFeeds feeds, Places places,
            @Any Instance<Entrypoint> beans) {
        this.bus = bus;
        this.entrypoints = entrypoints;
        this.workers = workers;
        this.settings = settings;
        this.directory = directory;
        this.webProblems = webProblems;
        this.feeds = feeds;
        this.places = places;
        this.beans = beans;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event) {
        if (!webProblems.found().isEmpty()) {
            throw new DeploymentFailed(webProblems.found());
        }
        bus.start(ChannelSettings.brokerConfigured());
        deployUndecided();
        beans.forEach(this::start);
        feeds.start(); // when all follow who go on where they were
        startEntrypoints();
        LOG.info(MESSAGES.started(directory.services(), directory.collections()));
    }

    private void deployUndecided() {
        var problems = places.deployBut(bus.settle());
        if (!problems.isEmpty()) {
            bus.leave();
            throw new DeploymentFailed(problems);
        }
    }

    /** What running calls may still use, the collections and their followers, ends after them. */
    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) Shutdown event) {
        bus.leave();
        entrypoints.stopAll();
        workers.drain(settings.get(Setting.LIFECYCLE_STOP_TIMEOUT));
        stopBeans();
        LOG.info(MESSAGES.stopped());
    }

    private void start(Entrypoint bean) {
        startedBeans.add(bean);
        bean.start();
    }

    /** What began before one failed is ended here: an application that does not start is not told to stop. */
    private void startEntrypoints() {
        try {
            entrypoints.startAll(workers::prepare);
        } catch (IllegalStateException notStarted) {
            bus.leave();
            workers.drain(settings.get(Setting.LIFECYCLE_STOP_TIMEOUT));
            stopBeans();
            throw new DeploymentFailed(notStarted);
        }
    }

    private void stopBeans() {
        for (var i = startedBeans.size() - 1; i >= 0; i--) {
            try {
                startedBeans.get(i).stop();
            } catch (RuntimeException fault) {
                LOG.error(MESSAGES.notStopped(startedBeans.get(i).getClass().getName()), fault);
            }
        }
        startedBeans.clear();
        feeds.stop();
    }
}
