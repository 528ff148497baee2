package io.multilith.impl.worker;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.delivery.MessageHandlers;
import io.multilith.delivery.RetryRule;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.RecordFields;
import io.multilith.impl.query.QueryReader;
import io.multilith.impl.query.UrlQuery;
import io.multilith.problem.DeploymentProblems;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.Condition;
import io.multilith.resource.Leases;
import io.multilith.resource.OnResource;
import io.multilith.resource.Operation;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceDispatcher;

import static io.multilith.impl.worker.WorkerMessages.MESSAGES;

/** Binds {@link OnResource} methods. */
@ApplicationScoped
public class OnResourceBinder implements EntrypointBinder<OnResource> {
    private final String node = UUID.randomUUID().toString();
    private final ResourceDispatcher resources;
    private final ResourceWorkers all;
    private final MessageHandlers handlers;
    private final Leases leases;
    private final Workers workers;
    private final WorkerThreads threads;
    private final Settings settings;
    private final JsonCodec json;

    /** For the client proxy only. */
    protected OnResourceBinder() {
        this(null, null, null, null, null, null, null, null);
    }

    @Inject
    public OnResourceBinder(ResourceDispatcher resources, ResourceWorkers all, MessageHandlers handlers, Leases leases,
            Workers workers, WorkerThreads threads, Settings settings, JsonCodec json) {
        this.resources = resources;
        this.all = all;
        this.handlers = handlers;
        this.leases = leases;
        this.workers = workers;
        this.threads = threads;
        this.settings = settings;
        this.json = json;
    }

    @Override
    public Entrypoint bind(EntrypointMethod<OnResource> entrypoint, DeploymentProblems problems) {
        var annotation = entrypoint.annotation();
        var method = WorkedMethod.of(entrypoint.method().expecting(List.of(annotation.expected())));
        var kinds = kinds(annotation, method.method(), problems);
        var pause = pause(annotation, method.method(), problems);
        if (!resources.collections().contains(annotation.collection())) {
            problems.report(MESSAGES.unknownCollection(method.method().javaName(), annotation.collection(),
                    resources.collections()));
            return () -> {};
        }
        var collection = resources.description(annotation.collection());
        check(method, collection, problems);
        return where(annotation, method.method(), collection, problems)
                .map(where -> bind(method, new WatchedRecords(collection.name(), where.form(),
                        where.condition(), kinds, resources), pause, problems))
                .orElse(() -> {});
    }

    private Entrypoint bind(WorkedMethod method, WatchedRecords records, Duration pause, DeploymentProblems problems) {
        var setup = setup(method, records);
        var work = records.kinds().contains(ChangeKind.REMOVED) ? new RemovalWork(setup) : new StateWork(setup);
        all.add(work);
        var handler = handlers.handler(method.method(), work, setup.rule(), problems);
        return work instanceof StateWork state && !pause.isZero()
                ? new SweepingEntrypoint(handler, state, pause, threads)
                : handler;
    }

    private ResourceWork.Setup setup(WorkedMethod method, WatchedRecords records) {
        var service = method.method().service();
        var name = method.method().name();
        var rule = new RetryRule(settings.get(Setting.EVENT_ATTEMPTS, service, name),
                settings.get(Setting.EVENT_RETRY_DELAY, service, name));
        var leaseTime = settings.get(Setting.WORKER_LEASE, service, name);
        return new ResourceWork.Setup(method, records,
                new RecordLeases(leases, records.collection(), method.name(), node, leaseTime), leaseTime, rule,
                settings.get(Setting.WORKER_CONCURRENCY, service, name), settings.prefetch(service, name),
                settings.get(Setting.HTTP_MAX_BODY), workers,
                threads, json);
    }

    private static Set<ChangeKind> kinds(OnResource annotation, ServiceMethod method, DeploymentProblems problems) {
        var kinds = EnumSet.noneOf(ChangeKind.class);
        kinds.addAll(List.of(annotation.on()));
        if (kinds.isEmpty() || (kinds.contains(ChangeKind.REMOVED) && kinds.size() > 1)) {
            problems.report(MESSAGES.badKinds(method.javaName(), kinds.stream().map(ChangeKind::name).toList()));
        }
        return kinds;
    }

    private static Duration pause(OnResource annotation, ServiceMethod method, DeploymentProblems problems) {
        try {
            var pause = annotation.sweep().isEmpty() ? Duration.ZERO : Duration.parse(annotation.sweep());
            if (pause.isNegative()) {
                throw new DateTimeParseException("backwards", annotation.sweep(), 0);
            }
            return pause;
        } catch (DateTimeParseException none) {
            problems.report(MESSAGES.badSweep(method.javaName(), annotation.sweep()));
            return Duration.ZERO;
        }
    }

    private static void check(WorkedMethod method, CollectionDescription collection, DeploymentProblems problems) {
        if (!method.takes(collection.recordType())) {
            problems.report(MESSAGES.badParameters(method.method().javaName(),
                    method.parameters().stream().map(Type::getTypeName).collect(Collectors.joining(", ", "(", ")")),
                    collection.recordType().getTypeName()));
        }
        Stream.of(Operation.FIND, Operation.GET).filter(needed -> !collection.operations().contains(needed))
                .forEach(needed -> problems.report(MESSAGES.notOffered(method.method().javaName(), collection.name(),
                        needed.name())));
    }

    private record Where(QueryForm form, Condition condition) {}

    private Optional<Where> where(OnResource annotation, ServiceMethod method, CollectionDescription collection,
            DeploymentProblems problems) {
        var fields = RecordFields.of(collection.recordType());
        try {
            var form = UrlQuery.read(annotation.where(), json);
            if (form.members().containsKey("$select")) {
                throw new ProblemException(ProblemDetail.of(ErrorName.BAD_REQUEST, "bad-query", "",
                        List.of(new FieldError("/$select", "is no condition"))));
            }
            return Optional.of(new Where(form, new QueryReader(form, fields).whole().read().query().where()));
        } catch (ProblemException unfit) {
            var errors = unfit.problem().errors().stream().map(error -> error.pointer() + " " + error.detail())
                    .collect(Collectors.joining(", "));
            problems.report(MESSAGES.badWhere(method.javaName(), annotation.where(), collection.name(), errors,
                    new TreeSet<>(fields.names())));
            return Optional.empty();
        }
    }
}
