package io.multilith.tck.liberty;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who is known to the server, as {@code openliberty-config/security} has it: what each may see, also of what happens. */
@Tag("liberty")
class SecuredIT {
    private static final String USERS = """
            <server>
                <basicRegistry id="basic">
                    <user id="ann" name="ann" password="1"/>
                    <user id="ed" name="ed" password="2"/>
                    <group id="editors" name="editor"><member name="ed"/></group>
                </basicRegistry>
            </server>""";
    private static final String[] OPERATOR = {"Authorization", basic("olive:0")};
    private static final String[] ANN = {"Authorization", basic("ann:1")};
    private static final String[] ED = {"Authorization", basic("ed:2")};

    private static LibertyProcess server;

    private final String mark = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws IOException {
        server = new LibertyProcess("security", Map.of("operator.user", "olive", "operator.password", "0"), war());
        server.configure("users.xml", USERS);
        server.start();
    }

    private static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class)
                .merge(Sample.war(), Filters.include("/WEB-INF/(lib/.*|ibm-web-ext.xml)"))
                .addClass(WebFeed.class).addClasses(WebFeed.class.getDeclaredClasses());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shows_a_caller_s_own_and_an_editor_all_on_a_stream() {
        write(mark + "-ann", "ann");
        write(mark + "-bob", "bob");

        try (var anns = open("api/letter", ANN); var all = open("api/letter", ED); var others = open("api/letter")) {
            assertThat(anns.until("synced")).extracting(event -> event.data().getString("id")).contains(mark + "-ann")
                    .doesNotContain(mark + "-bob");
            assertThat(all.until("synced")).extracting(event -> event.data().getString("id"))
                    .contains(mark + "-ann", mark + "-bob");
            assertThat(others.until("synced")).extracting(event -> event.data().getString("id"))
                    .doesNotContain(mark + "-ann", mark + "-bob");
        }
    }

    @Test
    void knows_on_a_socket_who_shook_hands() {
        write(mark + "-bob", "bob");

        assertThat(lettersOnASocket(ED)).contains(mark + "-bob");
        assertThat(lettersOnASocket(ANN)).doesNotContain(mark + "-bob");
        assertThat(lettersOnASocket()).doesNotContain(mark + "-bob");
    }

    @Test
    void shows_events_to_operators_only() {
        assertProblem(server.client().get("api/$events"), 401, "NotAuthenticated", "not-authenticated");
        assertProblem(server.client().get("api/%24events", ANN), 403, "Forbidden", "forbidden");
        assertProblem(server.client().get("api/$events?nope=1", OPERATOR), 400, "BadRequest", "bad-query");
        assertProblem(server.client().delete("api/$events", OPERATOR), 405, "MethodNotAllowed", "method-not-allowed");
    }

    @Test
    void shows_what_services_and_collections_tell_without_what_is_secret() {
        try (var stream = open("api/$events?type%5B$in%5D%5B%5D=herald.said&type%5B$in%5D%5B%5D=note.created",
                OPERATOR)) {
            var socket = connect();
            await().atMost(Patience.TIMEOUT).until(() -> {
                server.client().post("api/note", "{\"first\":true}"); // nothing is kept for one who comes later
                return stream.hasNext();
            });
            server.client().post("api/account", "{\"name\":\"ann\"}");
            server.client().post("api/note", "{\"id\":\"" + mark + "\",\"password\":\"hidden\"}");
            var note = stream.next().data();
            while (!note.getString("subject").equals(mark)) {
                note = stream.next().data();
            }
            socket.send("{\"id\":2,\"rpc\":{\"method\":\"herald.tell\",\"data\":{\"what\":\"" + mark + "\"}}}");
            var said = stream.next().data();

            assertThat(note.getString("type")).isEqualTo("note.created");
            assertThat(note.getString("subject")).isEqualTo(mark);
            assertThat(note.toString()).contains("\"password\":\"***\"").doesNotContain("hidden");
            assertThat(said.getString("source")).isEqualTo("/herald");
            assertThat(said.getJsonObject("data").getString("what")).isEqualTo(mark);
            assertThat(said.getJsonObject("data").getString("apiToken")).isEqualTo("***");
            socket.abort();
        }
    }

    @Test
    void has_a_page_of_events_for_a_browser() {
        var page = server.client().get("api/$events", "Accept", "text/html,application/xml;q=0.9,*/*;q=0.8",
                OPERATOR[0], OPERATOR[1]);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("EventSource");
    }

    private String lettersOnASocket(String... headers) {
        var socket = connect(headers);
        socket.send("{\"id\":2,\"subscribe\":{\"channel\":\"letter\",\"data\":{\"snapshot\":true}}}");
        var letters = socket.next().getJsonObject("subscribe").getJsonArray("data").toString();
        socket.abort();
        return letters;
    }

    private static SampleSocket connect(String... headers) {
        var socket = SampleSocket.connect(URI.create("ws:" + server.uri().getSchemeSpecificPart() + "realtime"),
                headers);
        socket.send("{\"id\":1,\"connect\":{}}");
        assertThat(socket.next().containsKey("connect")).isTrue();
        return socket;
    }

    private static SampleStream open(String path, String... headers) {
        return SampleStream.open(server.uri().resolve(path), headers);
    }

    private static void write(String id, String owner) {
        var written = server.client().post("api/letter", "{\"id\":\"" + id + "\",\"owner\":\"" + owner + "\"}");
        assertThat(written.status()).as(written.body()).isEqualTo(201);
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
