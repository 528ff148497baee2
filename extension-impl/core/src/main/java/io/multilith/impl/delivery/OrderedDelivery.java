package io.multilith.impl.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.delivery.MessageFeed;
import io.multilith.delivery.MessageHandlers;
import io.multilith.delivery.RetryRule;
import io.multilith.delivery.WorkFeed;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.concurrent.Recent;
import io.multilith.impl.concurrent.UnderWay;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.MessageBus;
import io.multilith.problem.DeploymentProblems;

import static io.multilith.impl.delivery.DeliveryMessages.MESSAGES;

/** Makes the handlers, and knows their names. Started and stopped itself to see what they leave to its end. */
@ApplicationScoped
public class OrderedDelivery implements MessageHandlers, Entrypoint {
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private final UnderWay underWay = new UnderWay();
    private final Map<String, HandledMethod> bound = new ConcurrentHashMap<>();
    private final MessageBus bus;
    private final Workers workers;
    private final JsonCodec json;
    private final Settings settings;
    private final WorkerThreads threads;

    /** For the client proxy only. */
    protected OrderedDelivery() {
        this(null, null, null, null, null);
    }

    @Inject
    public OrderedDelivery(MessageBus bus, Workers workers, JsonCodec json, Settings settings, WorkerThreads threads) {
        this.bus = bus;
        this.workers = workers;
        this.json = json;
        this.settings = settings;
        this.threads = threads;
    }

    @Override
    public Entrypoint handler(ServiceMethod method, List<MessageFeed> feeds, RetryRule rule,
            DeploymentProblems problems) {
        return handler(method, feeds.stream().map(feed -> Inlet.of(feed, bus)).toList(), rule,
                Attempts.by(workers, method), problems);
    }

    @Override
    public Entrypoint handler(ServiceMethod method, WorkFeed work, RetryRule rule, DeploymentProblems problems) {
        return handler(method, List.of(Inlet.of(work)), rule, Attempts.by(work), problems);
    }

    private Entrypoint handler(ServiceMethod method, List<Inlet> inlets, RetryRule rule, Attempts attempts,
            DeploymentProblems problems) {
        var shared = bound.computeIfAbsent(method.qualifiedName(), name -> share(method));
        if (!shared.is(method)) {
            problems.report(MESSAGES.sameMethodName(method.name(), shared.method().javaName(), method.javaName()));
        }
        var target = new Delivery.Target(method, rule, shared, new LetterMask(method, json), attempts, bus);
        var handler = new MessageHandler(inlets, target, settings.get(Setting.HTTP_MAX_BODY), threads, underWay);
        shared.retries().add(handler);
        return handler;
    }

    private HandledMethod share(ServiceMethod method) {
        var handled = new Recent<String, Boolean>(settings.get(Setting.EVENT_REMEMBER_FOR),
                settings.get(Setting.EVENT_REMEMBER_IDS), Clock.systemUTC());
        return HandledMethod.of(method, handled, bus);
    }

    @Override
    public void start() {
        // The handlers start themselves.
    }

    /** The handlers are stopped and their calls have ended; what is left is the broker's to say. */
    @Override
    public void stop() {
        underWay.await(LAST_PATIENCE);
    }

    SortedSet<String> handlers() {
        return new TreeSet<>(bound.keySet());
    }
}
