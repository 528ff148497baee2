package io.multilith.impl.entrypoint;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.validation.Validator;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.GenericTypes;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.SensitiveFields;
import io.multilith.problem.DeploymentProblems;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.entrypoint.EntrypointMessages.MESSAGES;

/** Prepares methods to be called. Thread-safe. */
@ApplicationScoped
public class CalledMethods {
    private final Map<String, WorkerSlots> slots = new ConcurrentHashMap<>();
    private final ServiceBeans beans;
    private final JsonCodec json;
    private final Settings settings;
    private final WorkerListeners listeners;
    private final Optional<Validator> validator;

    /** For the client proxy only. */
    protected CalledMethods() {
        beans = null;
        json = null;
        settings = null;
        listeners = null;
        validator = Optional.empty();
    }

    @Inject
    public CalledMethods(ServiceBeans beans, JsonCodec json, Settings settings, WorkerListeners listeners,
            Instance<Validator> validator) {
        this.beans = beans;
        this.json = json;
        this.settings = settings;
        this.listeners = listeners;
        this.validator = validator.stream().findFirst();
    }

    CalledMethod prepare(ServiceMethod method) {
        var service = beans.type(method);
        var sensitive = SensitiveFields.of(method);
        return new CalledMethod(method, beans.instance(method), new ArgumentReader(method, service, sensitive, json),
                new MethodValidation(method, service, sensitive, validator), sensitive, json, listeners.inOrder(),
                share(method), settings.get(Setting.RPC_TIMEOUT, method.service(), method.name()));
    }

    /** Reports defaults that are none. */
    public void check(ServiceMethod method, DeploymentProblems problems) {
        for (var parameter : method.parameters()) {
            Parameter.defaultText(parameter).ifPresent(text -> {
                try {
                    json.decode(Parameter.of(method, parameter, beans.type(method), json).missing().orElseThrow(),
                            GenericTypes.resolve(parameter.getBaseType(), beans.type(method)), "");
                } catch (ProblemException unfit) {
                    problems.report(MESSAGES.unfitDefault(text, parameter.getJavaParameter().getName(),
                            method.javaName()));
                }
            });
        }
    }

    int busy() {
        return slots.values().stream().mapToInt(WorkerSlots::busy).sum();
    }

    /** All of the service's workers, unless the method has limits of its own. */
    private WorkerSlots.Share share(ServiceMethod method) {
        return slots.computeIfAbsent(method.service(), this::newSlots).share(method.name(),
                settings.own(Setting.WORKER_CONCURRENCY, method.service(), method.name()).orElse(Integer.MAX_VALUE),
                settings.own(Setting.WORKER_QUEUE, method.service(), method.name()).orElse(Integer.MAX_VALUE));
    }

    private WorkerSlots newSlots(String service) {
        return new WorkerSlots(settings.get(Setting.WORKER_CONCURRENCY, service),
                settings.get(Setting.WORKER_QUEUE, service));
    }
}
