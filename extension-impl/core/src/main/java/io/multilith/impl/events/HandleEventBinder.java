package io.multilith.impl.events;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.delivery.MessageFeed;
import io.multilith.delivery.MessageHandlers;
import io.multilith.delivery.RetryRule;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.events.HandleEvent;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.DeploymentProblems;

import static io.multilith.impl.events.EventMessages.MESSAGES;

/** Binds {@link HandleEvent} methods, each to the subscriptions that its way of delivery needs. */
@ApplicationScoped
public class HandleEventBinder implements EntrypointBinder<HandleEvent> {
    private final MessageHandlers handlers;
    private final JsonCodec json;
    private final Settings settings;

    /** For the client proxy only. */
    protected HandleEventBinder() {
        this(null, null, null);
    }

    @Inject
    public HandleEventBinder(MessageHandlers handlers, JsonCodec json, Settings settings) {
        this.handlers = handlers;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public Entrypoint bind(EntrypointMethod<HandleEvent> entrypoint, DeploymentProblems problems) {
        var annotation = entrypoint.annotation();
        var method = entrypoint.method().expecting(List.of(annotation.expected()));
        var parameters = EventParameters.of(method);
        if (!parameters.areClear()) {
            problems.report(MESSAGES.unclearParameters(method.javaName(), method.parameters().size()));
        }
        checkNames(annotation, method, problems);
        var rule = new RetryRule(settings.get(Setting.EVENT_ATTEMPTS, method.service(), method.name()),
                settings.get(Setting.EVENT_RETRY_DELAY, method.service(), method.name()));
        var feeds = Stream.of(annotation.source()).distinct()
                .flatMap(source -> feeds(annotation, parameters, source)).toList();
        return handlers.handler(method, feeds, rule, problems);
    }

    private Stream<MessageFeed> feeds(HandleEvent annotation, EventParameters parameters, String source) {
        var method = parameters.method();
        var subscriptions = new EventSubscriptions(method, settings.prefetch(method.service(), method.name()));
        return subscriptions.of(source, List.of(annotation.type()), annotation.delivery())
                .map(subscription -> new MessageFeed(subscription.source(),
                        new EventReader(parameters, source, subscription.types(), annotation.deduplicate(), json)));
    }

    private static void checkNames(HandleEvent annotation, ServiceMethod method, DeploymentProblems problems) {
        if (annotation.type().length == 0) {
            problems.report(MESSAGES.noType(method.javaName()));
        }
        if (annotation.source().length == 0) {
            problems.report(MESSAGES.noSourceNamed(method.javaName()));
        }
        Stream.of(annotation.source()).filter(source -> !CloudEventMessages.isSource(source))
                .forEach(source -> problems.report(MESSAGES.badSource(method.javaName(), source)));
        Stream.of(annotation.type()).filter(type -> !EventTypes.isPattern(type))
                .forEach(type -> problems.report(MESSAGES.badType(method.javaName(), type)));
    }
}
