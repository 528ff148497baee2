package io.multilith.impl.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.events.Event;
import io.multilith.events.HandleEvent;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.messaging.Routing;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.events.EventMessages.MESSAGES;

/**
 * Hands one method its events: those of one subject in order, others beside. An event is settled when the method has
 * succeeded or the event is safe among the dead letters; a failure is tried again here, so it never goes back to the
 * broker out of order.
 */
final class EventHandler implements Entrypoint {
    private static final Logger LOG = Logger.getLogger(EventHandler.class);
    private static final Duration DEAD_LETTER_RETRY = Duration.ofSeconds(1);

    private final SubjectLanes lanes = new SubjectLanes();
    private final ServiceMethod method;
    private final HandleEvent annotation;
    private final RetryPolicy retry;
    private final int credit;
    private final Tools tools;
    private final String deadLetters;
    private MessageReceiver receiver;
    private volatile boolean stopped;

    /** What every handler works with. */
    record Tools(MessageBus bus, Workers workers, JsonCodec json, WorkerThreads threads) {}

    EventHandler(ServiceMethod method, HandleEvent annotation, RetryPolicy retry, int credit, Tools tools) {
        this.method = method;
        this.annotation = annotation;
        this.retry = retry;
        this.credit = credit;
        this.tools = tools;
        this.deadLetters = "dlq." + method.qualifiedName();
    }

    @Override
    public void start() {
        tools.bus().provideQueue(deadLetters);
        receiver = tools.bus().receive(MessageSource.subscription(CloudEventMessages.address(annotation.source()[0]),
                method.qualifiedName(), credit), this::receive);
    }

    @Override
    public void stop() {
        stopped = true;
        if (receiver != null) {
            receiver.stop();
        }
    }

    private void receive(ReceivedMessage received) {
        var message = received.message();
        var type = CloudEventMessages.type(message);
        if (!type.isEmpty() && !wants(type)) {
            received.accept();
            return;
        }
        try {
            var event = CloudEventMessages.read(message, annotation.source()[0], tools.json());
            lanes.run(event.subject().orElse(event.id()), () -> attempt(received, message, event, 1));
        } catch (ProblemException undecodable) {
            bury(received, message, 1, undecodable.problem());
        }
    }

    private boolean wants(String type) {
        return Arrays.stream(annotation.type()).anyMatch(wanted -> wanted.endsWith(".*")
                ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                : type.equals(wanted));
    }

    private CompletionStage<Void> attempt(ReceivedMessage received, Message message, Event event, int attempt) {
        if (stopped) {
            received.release();
            return CompletableFuture.completedStage(null);
        }
        var arguments = method.parameters().isEmpty()
                ? Arguments.NONE
                : new Arguments.Positional(List.of(event.data()));
        var invocation = new Invocation(Caller.ANONYMOUS, method, arguments, CallContext.root(event.id()));
        return tools.workers().run(invocation).thenCompose(result -> settle(received, message, event, attempt, result));
    }

    private CompletionStage<Void> settle(ReceivedMessage received, Message message, Event event, int attempt,
            WorkerResult result) {
        if (result instanceof WorkerResult.Returned) {
            received.accept();
            return CompletableFuture.completedStage(null);
        }
        if (stopped) {
            received.release();
            return CompletableFuture.completedStage(null);
        }
        var problem = result instanceof WorkerResult.Failed failed
                ? failed.problem()
                : ((WorkerResult.ExpectedFailure) result).problem();
        if (problem.kind().equals("overloaded")) {
            return after(retry.delayAfter(1), () -> attempt(received, message, event, attempt));
        }
        var isHopeless = problem.kind().equals("bad-arguments");
        if (isHopeless || attempt >= retry.attempts()) {
            return bury(received, message, attempt, problem);
        }
        return after(retry.delayAfter(attempt), () -> attempt(received, message, event, attempt + 1));
    }

    /** Settles the event only when it is safe among the dead letters. */
    private CompletionStage<Void> bury(ReceivedMessage received, Message message, int attempts, ProblemDetail problem) {
        LOG.error(MESSAGES.deadLetter(method.qualifiedName(), deadLetters, attempts, problem.detail()));
        var headers = new HashMap<>(message.headers());
        headers.put("multilith-origin", message.address());
        headers.put("multilith-attempts", attempts);
        headers.put("multilith-reason", problem.kind() + ": " + problem.detail());
        problem.errorId().ifPresent(id -> headers.put("multilith-error-id", id));
        var letter = new Message(deadLetters, Routing.QUEUE, message.body(), message.text(),
                message.properties(), true, Message.NORMAL_PRIORITY, Optional.empty(), headers);
        return tools.bus().send(letter).handle((sent, fault) -> {
            if (fault == null) {
                received.accept();
                return CompletableFuture.<Void>completedStage(null);
            }
            LOG.warn(MESSAGES.deadLetterNotSent(deadLetters, fault.getMessage()));
            return after(DEAD_LETTER_RETRY, () -> bury(received, message, attempts, problem));
        }).thenCompose(stage -> stage);
    }

    private CompletionStage<Void> after(Duration delay, Supplier<CompletionStage<Void>> task) {
        return tools.threads().after(delay).thenCompose(elapsed -> task.get());
    }
}
