package io.multilith.impl.consume;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.consume.Consume;
import io.multilith.delivery.MessageFeed;
import io.multilith.delivery.MessageHandlers;
import io.multilith.delivery.RetryRule;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.MessageSource;
import io.multilith.problem.DeploymentProblems;

import static io.multilith.impl.consume.ConsumeMessages.MESSAGES;

/** Binds {@link Consume} methods, each to its queue. */
@ApplicationScoped
public class ConsumeBinder implements EntrypointBinder<Consume> {
    private static final List<String> OWN_PREFIXES = List.of("rpc.", "events.", "dlq.", "retry.", "changes.", "calls.");
    private static final String OWN_TOPIC = "nodes";

    private final MessageHandlers handlers;
    private final JsonCodec json;
    private final Settings settings;

    /** For the client proxy only. */
    protected ConsumeBinder() {
        this(null, null, null);
    }

    @Inject
    public ConsumeBinder(MessageHandlers handlers, JsonCodec json, Settings settings) {
        this.handlers = handlers;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public Entrypoint bind(EntrypointMethod<Consume> entrypoint, DeploymentProblems problems) {
        var annotation = entrypoint.annotation();
        var method = entrypoint.method().expecting(List.of(annotation.expected()));
        check(annotation.value(), method, problems);
        var rule = new RetryRule(settings.get(Setting.CONSUME_ATTEMPTS, method.service(), method.name()),
                settings.get(Setting.CONSUME_RETRY_DELAY, method.service(), method.name()));
        var credit = settings.prefetch(method.service(), method.name());
        var feed = new MessageFeed(MessageSource.queue(annotation.value(), credit), BodyReader.of(method, json));
        return handlers.handler(method, List.of(feed), rule, problems);
    }

    private static void check(String address, ServiceMethod method, DeploymentProblems problems) {
        if (method.parameters().size() != 1) {
            problems.report(MESSAGES.notOneParameter(method.javaName(), method.parameters().size()));
        }
        if (address.isBlank()) {
            problems.report(MESSAGES.noAddress(method.javaName()));
        }
        if (address.equals(OWN_TOPIC) || OWN_PREFIXES.stream().anyMatch(address::startsWith)) {
            problems.report(MESSAGES.ownAddress(method.javaName(), address,
                    String.join("*, ", OWN_PREFIXES) + "* and " + OWN_TOPIC));
        }
    }
}
