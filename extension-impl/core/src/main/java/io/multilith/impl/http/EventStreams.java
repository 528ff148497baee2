package io.multilith.impl.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.concurrent.SendLimits;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.query.UrlQuery;
import io.multilith.problem.ProblemException;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.Subscriptions;
import io.multilith.resource.Version;

import static io.multilith.impl.http.HttpMessages.MESSAGES;

/** The open streams of server-sent events, by the wire contract's section 5. Says something on each every 15 seconds. */
@ApplicationScoped
public class EventStreams implements Entrypoint {
    static final String MEDIA_TYPE = "text/event-stream";

    private static final Logger LOG = Logger.getLogger(EventStreams.class);
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final String LAST_EVENT_ID = "lastEventId";
    private static final int MAX_DIGITS = 18;

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final ResourceDispatcher resources;
    private final Subscriptions subscriptions;
    private final WorkerThreads threads;
    private final JsonCodec json;
    private final Settings settings;
    private final Callers callers;
    private volatile boolean isStopped;
    private volatile CompletableFuture<Void> look = CompletableFuture.completedFuture(null);

    /** For the client proxy only. */
    protected EventStreams() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public EventStreams(ResourceDispatcher resources, Subscriptions subscriptions, WorkerThreads threads,
            JsonCodec json, Settings settings, Callers callers) {
        this.callers = callers;
        this.resources = resources;
        this.subscriptions = subscriptions;
        this.threads = threads;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public void start() {
        look = threads.after(KEEP_ALIVE);
        look.thenRun(() -> open.forEach(EventStream::keepAlive)).whenComplete((done, fault) -> {
            if (isStopped) {
                return;
            }
            if (fault != null) {
                LOG.error(MESSAGES.keepAliveFailed(), fault);
            }
            start();
        });
    }

    @Override
    public void stop() {
        isStopped = true;
        look.cancel(false);
        open.forEach(EventStream::end);
    }

    /** Whether a stream is what is accepted, rather than anything else. */
    static boolean isAccepted(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accept != null && accept.contains(MEDIA_TYPE)
                && AcceptedTypes.prefers(accept, MEDIA_TYPE);
    }

    /**
     * Opens one.
     *
     * @param id
     *            of the one record that is meant; empty: all that the URL's query means
     * @throws ProblemException
     *             if there is no such record, or the query is not one for subscriptions
     */
    void open(HttpServletRequest request, HttpServletResponse response, String collection, Optional<String> id)
            throws IOException {
        var caller = callers.of(request);
        id.ifPresent(record -> resources.dispatch(ResourceRequest.of(collection, "get", record).by(caller)));
        var form = query(request);
        var query = id.map(record -> ofRecord(form, record)).orElse(form);
        var known = known(request);
        var stream = stream();
        stream.leaveBy(subscriptions.subscribe(new SubscriptionRequest(collection, query, Optional.of(caller),
                known.map(EventStreams::position), true), new CollectionStream(stream, known)));
        open(stream, request, response);
    }

    /** One that is not open yet. */
    EventStream stream() {
        return new EventStream(new SendLimits(settings.get(Setting.REALTIME_QUEUE_MESSAGES),
                settings.get(Setting.REALTIME_QUEUE_BYTES), settings.get(Setting.REALTIME_SLOW_AFTER)), open::remove);
    }

    /** It is kept alive from now on, until it ends or the application stops. */
    void open(EventStream stream, HttpServletRequest request, HttpServletResponse response) throws IOException {
        open.add(stream);
        callers.expiry(request).ifPresent(at -> endAt(at, stream));
        try {
            stream.open(request, response);
        } catch (IOException | RuntimeException notOpened) {
            stream.end();
            throw notOpened;
        } finally {
            if (stream.isEnded()) {
                open.remove(stream);
            }
        }
    }

    /** Its client comes back with another token, or is refused. */
    private void endAt(Instant expiry, EventStream stream) {
        var waiting = threads.after(Duration.between(Instant.now(), expiry));
        waiting.thenRun(stream::end);
        stream.leaveBy(() -> waiting.cancel(false));
    }

    private QueryForm query(HttpServletRequest request) {
        var raw = request.getQueryString();
        return UrlQuery.read(raw == null
                ? null
                : String.join("&", Arrays.stream(raw.split("&", -1))
                        .filter(part -> !part.startsWith(LAST_EVENT_ID + "=")).toList()),
                json);
    }

    /** The record, if the query means it. */
    private static QueryForm ofRecord(QueryForm form, String id) {
        var terms = new ArrayList<JsonValue>();
        if (form.members().get("$and") instanceof JsonArray given) {
            terms.addAll(given);
        }
        terms.add(JSON.createObjectBuilder().add("id", id).build());
        return new QueryForm(
                JSON.createObjectBuilder(form.members()).add("$and", JSON.createArrayBuilder(terms)).build(),
                form.textual(), form.pointer());
    }

    private static Optional<String> known(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID"))
                .or(() -> Optional.ofNullable(request.getParameter(LAST_EVENT_ID))).filter(text -> !text.isEmpty());
    }

    /** What is none is unknown to every log. */
    private static Version position(String id) {
        var dash = id.lastIndexOf('-');
        var digits = id.substring(dash + 1);
        return dash > 0 && !digits.isEmpty() && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                        ? new Version(id.substring(0, dash), Long.parseLong(digits))
                        : new Version("", 0);
    }
}
