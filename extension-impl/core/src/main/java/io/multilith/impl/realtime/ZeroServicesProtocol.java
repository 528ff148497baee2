package io.multilith.impl.realtime;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.InOrder;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.QueryForm;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;

import static io.multilith.impl.realtime.RealtimeMessages.MESSAGES;

/**
 * What a ZeroServices client says on a socket: {@code join} or {@code subscribe} with topics. A bad frame gets an error and the
 * socket lives.
 */
final class ZeroServicesProtocol implements SocketProtocol {
    private static final Logger LOG = Logger.getLogger(ZeroServicesProtocol.class);
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> JOINS = Set.of("join", "subscribe");
    private static final Set<String> VERBS = Set.of("create", "patch", "delete", "add_link");
    private static final String TYPE = "type";
    private static final String TOPICS = "topics";

    private final Set<String> joined = ConcurrentHashMap.newKeySet();
    private final Map<String, Runnable> followed = new ConcurrentHashMap<>();
    private final Sockets sockets;
    private final SocketWriter writer;
    private final SocketCaller caller;
    private final Semaphore waiting;
    private final InOrder inOrder;
    private final Expiry expiry;
    private volatile boolean ended;

    ZeroServicesProtocol(Sockets sockets, SocketWriter writer, SocketCaller caller) {
        this.sockets = sockets;
        this.writer = writer;
        this.caller = caller;
        this.waiting = new Semaphore(sockets.maxSubscriptions());
        this.inOrder = new InOrder(sockets.threads());
        this.expiry = new Expiry(sockets.threads(), () -> writer.close(SocketEnds.EXPIRED));
        expiry.at(caller.expires());
    }

    @Override
    public void receive(String frame) {
        try {
            var command = requireCommand(sockets.json().parse(frame));
            if (!waiting.tryAcquire()) {
                throw new ProblemException(ErrorName.TOO_MANY_REQUESTS, "too-many-topics",
                        "The socket waits for as many frames as it may.");
            }
            inOrder.execute(() -> obey(command));
        } catch (ProblemException refusal) {
            refuse(refusal.problem());
        }
    }

    @Override
    public void ping() {
        writer.ping();
    }

    @Override
    public void close() {
        ended = true;
        expiry.cancel();
        inOrder.execute(() -> followed.values().forEach(Runnable::run));
    }

    private void obey(JsonObject command) {
        try {
            join(command);
        } catch (ProblemException refusal) {
            refuse(refusal.problem());
        } catch (RuntimeException fault) {
            var errorId = UUID.randomUUID().toString();
            LOG.error(MESSAGES.callFailed(errorId), fault);
            refuse(ProblemDetail.failure("general-error", errorId));
        } finally {
            waiting.release();
        }
    }

    private void refuse(ProblemDetail problem) {
        writer.send(JSON.createObjectBuilder().add(TYPE, "error").add("error", problem.toJson()).build()
                .toString());
    }

    private static JsonObject requireCommand(JsonValue frame) {
        if (frame instanceof JsonObject command && command.get(TYPE) instanceof JsonString) {
            return command;
        }
        throw malformed("A frame is a JSON object with a type.");
    }

    private void join(JsonObject command) {
        if (!JOINS.contains(command.getString(TYPE))) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-command",
                    "The type of a frame is one of join and subscribe.");
        }
        if (!(command.get(TOPICS) instanceof JsonArray list)
                || !list.stream().allMatch(JsonString.class::isInstance)) {
            throw malformed("topics is an array of texts.");
        }
        var topics = new LinkedHashSet<>(list.getValuesAs(JsonString::getString));
        topics.forEach(this::requireKnown);
        if (Stream.concat(joined.stream(), topics.stream()).distinct().count() > sockets.maxSubscriptions()) {
            throw new ProblemException(ErrorName.TOO_MANY_REQUESTS, "too-many-topics",
                    "A socket joins at most " + sockets.maxSubscriptions() + " topics.");
        }
        topics.stream().flatMap(topic -> topic.equals(ZeroServicesEvent.ALL)
                ? sockets.collections().stream()
                : Stream.of(topic.split("\\.", 2)[0])).forEach(this::follow);
        var acknowledgement = JSON.createObjectBuilder().add(TYPE, "joined").add(TOPICS, list).build().toString();
        synchronized (this) { // what is told from here on comes after it
            joined.addAll(topics);
            writer.send(acknowledgement);
        }
    }

    private void follow(String collection) {
        if (!ended && !followed.containsKey(collection)) {
            followed.put(collection, sockets.subscriptions().subscribe(new SubscriptionRequest(collection,
                    QueryForm.ALL, Optional.of(caller.caller()), Optional.empty(), false), new Listener()));
        }
    }

    /** Sends each change once, under however many topics it is joined. */
    private final class Listener implements Subscriber {
        @Override
        public void begun(SubscriptionStart start) {
            // The topics are joined after that.
        }

        @Override
        public void told(ToldChange change) {
            synchronized (ZeroServicesProtocol.this) {
                if (ZeroServicesEvent.topics(change.change()).stream().anyMatch(joined::contains)) {
                    writer.send(change.as("zeroservices", told -> ZeroServicesEvent.frame(told.change())));
                }
            }
        }

        @Override
        public void lost() {
            writer.close(SocketEnds.POSITION_LOST);
        }
    }

    private void requireKnown(String topic) {
        var parts = topic.split("\\.", 3);
        if (!topic.equals(ZeroServicesEvent.ALL) && !sockets.collections().contains(parts[0])) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-collection",
                    "There is no collection for the topic " + topic + ".");
        }
        if (parts.length > 1 && !VERBS.contains(parts[1])) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-topic",
                    "The verb of the topic " + topic + " is one of create, patch, delete and add_link.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", detail);
    }
}
