package io.multilith.impl.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.multilith.events.Event;
import io.multilith.events.EventWatch;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.RecordFields;
import io.multilith.impl.query.QueryReader;
import io.multilith.impl.query.UrlQuery;
import io.multilith.resource.Condition;

/**
 * What services and collections tell each other, for operators: a page in a browser, a stream of server-sent events for others.
 * A query says which of them, members of secret names are not shown.
 */
@ApplicationScoped
public class EventSniffer {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String PAGE = "events.html";

    private final EventWatch events;
    private final EventStreams streams;
    private final OperatorGuard guard;
    private final JsonCodec json;
    private final Redaction redaction;

    /** What can be asked of an event. */
    record Envelope(String id, String source, String type, String subject, String time) {}

    /** For the client proxy only. */
    protected EventSniffer() {
        this.events = null;
        this.streams = null;
        this.guard = null;
        this.json = null;
        this.redaction = null;
    }

    @Inject
    public EventSniffer(EventWatch events, EventStreams streams, OperatorGuard guard, JsonCodec json,
            Settings settings) {
        this.events = events;
        this.streams = streams;
        this.guard = guard;
        this.json = json;
        this.redaction = new Redaction(settings.get(Setting.HTTP_REDACTED));
    }

    /**
     * Answers.
     *
     * @throws io.multilith.problem.ProblemException
     *             to who is no operator, and to a query of something else
     */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        guard.admit(request);
        var accept = request.getHeader("Accept");
        if (accept != null && AcceptedTypes.prefers(accept, "text/html")) {
            writePage(response);
            return;
        }
        var query = new QueryReader(UrlQuery.read(request.getQueryString(), json), RecordFields.of(Envelope.class))
                .whole().read().query();
        var stream = streams.stream();
        stream.begin(Stream.of());
        stream.leaveBy(events.watch(event -> send(event, query.where(), stream)));
        streams.open(stream, request, response);
    }

    private void send(Event event, Condition where, EventStream stream) {
        var shown = shown(event);
        if (where.matches(shown)) {
            stream.send("data: " + shown + "\n\n");
        }
    }

    private JsonObject shown(Event event) {
        var shown = JSON.createObjectBuilder().add("specversion", "1.0").add("id", event.id())
                .add("source", "/" + event.source()).add("type", event.type()).add("time", event.time().toString());
        event.subject().ifPresent(subject -> shown.add("subject", subject));
        event.extensions().forEach(shown::add);
        return shown.add("data", redaction.of(event.data())).build();
    }

    private static void writePage(HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy",
                "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'");
        try (InputStream page = EventSniffer.class.getResourceAsStream(PAGE)) {
            page.transferTo(response.getOutputStream());
        }
    }
}
