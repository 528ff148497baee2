package io.multilith.impl.events;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.Workers;
import io.multilith.events.HandleEvent;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.MessageBus;
import io.multilith.problem.DeploymentProblems;

import static io.multilith.impl.events.EventMessages.MESSAGES;

/** Binds {@link HandleEvent} methods: each has a durable subscription of its own, shared by all instances. */
@ApplicationScoped
public class HandleEventBinder implements EntrypointBinder<HandleEvent> {
    private static final String NAME = "[a-z][a-z0-9-]{0,62}";

    private final Map<String, ServiceMethod> bound = new ConcurrentHashMap<>();
    private final MessageBus bus;
    private final Workers workers;
    private final JsonCodec json;
    private final Settings settings;
    private final WorkerThreads threads;

    /** For the client proxy only. */
    protected HandleEventBinder() {
        this(null, null, null, null, null);
    }

    @Inject
    public HandleEventBinder(MessageBus bus, Workers workers, JsonCodec json, Settings settings,
            WorkerThreads threads) {
        this.threads = threads;
        this.bus = bus;
        this.workers = workers;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public Entrypoint bind(EntrypointMethod<HandleEvent> entrypoint, DeploymentProblems problems) {
        var annotation = entrypoint.annotation();
        var method = entrypoint.method().expecting(List.of(annotation.expected()));
        if (method.parameters().size() > 1) {
            problems.report(MESSAGES.tooManyParameters(method.javaName(), method.parameters().size()));
        }
        if (annotation.type().length == 0) {
            problems.report(MESSAGES.noType(method.javaName()));
        }
        for (var source : annotation.source()) {
            if (!source.matches(NAME)) {
                problems.report(MESSAGES.badSource(method.javaName(), source));
            }
        }
        var other = bound.putIfAbsent(method.qualifiedName(), method);
        if (other != null) {
            problems.report(MESSAGES.sameMethodName(method.name(), other.javaName(), method.javaName()));
        }
        var service = method.service();
        var retry = new RetryPolicy(settings.get(Setting.EVENT_ATTEMPTS, service),
                settings.get(Setting.EVENT_RETRY_DELAY, service));
        return new EventHandler(method, annotation, retry, settings.get(Setting.WORKER_CONCURRENCY, service) * 10,
                new EventHandler.Tools(bus, workers, json, threads));
    }
}
