package io.multilith.tck.liberty;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.UUID;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.tck.liberty.SampleStream.Event;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 5 of the wire contract: a collection as a stream of server-sent events. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("core")
class EventStreamIT {
    private static final String[] STREAM = {"Accept", "text/event-stream"};

    private final String mark = UUID.randomUUID().toString();

    @ArquillianResource
    private URL url;
    private SampleClient feed;

    @Deployment(testable = false)
    static WebArchive feed() {
        return ShrinkWrap.create(WebArchive.class, "streams.war")
                .merge(Sample.war(), Filters.include("/WEB-INF/lib/.*"))
                .addClass(WebFeed.class).addClasses(WebFeed.class.getDeclaredClasses());
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        feed = new SampleClient(url.toURI());
    }

    @Test
    void begins_with_the_records_and_says_when_it_is_synced() {
        var id = create(1);

        try (var stream = open("api/note?m=" + mark)) {
            var record = stream.next();
            assertThat(record.name()).contains("snapshot");
            assertThat(record.id()).isEmpty();
            assertThat(record.data().getString("id")).isEqualTo(id);
            var synced = stream.next();
            assertThat(synced.name()).contains("synced");
            assertThat(synced.id()).contains(synced.data().getString("epoch") + "-"
                    + synced.data().getJsonNumber("position"));
        }
    }

    @Test
    void tells_what_changes_from_then_on_as_messages() {
        try (var stream = open("api/note?m=" + mark)) {
            var synced = stream.next();
            var id = create(1);
            feed.patch("api/note/" + id, "{\"n\":2}");
            feed.delete("api/note/" + id);

            var created = stream.next();
            assertThat(created.name()).isEmpty();
            assertThat(created.data().getString("type")).isEqualTo("note.created");
            assertThat(created.record().getInt("n")).isEqualTo(1);
            assertThat(created.id()).contains(created.data().getString("id"));
            assertThat(position(created)).isGreaterThan(position(synced));
            assertThat(stream.next().data().getString("type")).isEqualTo("note.patched");
            assertThat(stream.next().data().getString("type")).isEqualTo("note.removed");
        }
    }

    @Test
    void tells_of_a_record_that_enters_or_leaves_what_was_asked_for() {
        var id = create(1);

        try (var stream = open("api/note?m=" + mark + "&n[$gt]=5")) {
            assertThat(stream.next().name()).contains("synced");
            feed.patch("api/note/" + id, "{\"n\":2}");
            feed.patch("api/note/" + id, "{\"n\":6}");
            feed.patch("api/note/" + id, "{\"n\":7}");
            feed.patch("api/note/" + id, "{\"n\":3}");

            var entered = stream.next().data();
            assertThat(entered.getString("type")).isEqualTo("note.created");
            assertThat(entered.getJsonObject("data").getString("reason")).isEqualTo("entered");
            assertThat(entered.getJsonObject("data").getJsonObject("resource").getInt("n")).isEqualTo(6);
            assertThat(stream.next().data().getString("type")).isEqualTo("note.patched");
            var left = stream.next().data();
            assertThat(left.getString("type")).isEqualTo("note.removed");
            assertThat(left.getJsonObject("data").getString("reason")).isEqualTo("left");
            assertThat(left.toString()).doesNotContain(mark);
        }
    }

    @Test
    void tells_of_the_wanted_fields_only() {
        try (var stream = open("api/note?m=" + mark + "&$select=n")) {
            stream.until("synced");
            create(4);

            assertThat(stream.next().record().keySet()).containsExactlyInAnyOrder("id", "n");
        }
    }

    @Test
    void tells_of_one_record() {
        var id = create(1);
        try (var stream = open("api/note/" + id)) {
            assertThat(stream.next().data().getInt("n")).isEqualTo(1);
            assertThat(stream.next().name()).contains("synced");
            create(2);
            feed.patch("api/note/" + id, "{\"n\":3}");

            assertThat(stream.next().data().toString()).contains(id).contains("\"n\":3");
        }
    }

    @ParameterizedTest
    @CsvSource({"Last-Event-ID,", ",lastEventId"})
    void goes_on_where_a_client_was(String header, String parameter) {
        String known;
        try (var stream = open("api/note?m=" + mark)) {
            stream.until("synced");
            create(1);
            known = stream.next().id().orElseThrow();
        }
        create(2);
        create(3);

        try (var stream = header == null
                ? open("api/note?m=" + mark + "&" + parameter + "=" + known)
                : open("api/note?m=" + mark, header, known)) {
            var recovered = stream.next();
            assertThat(recovered.name()).contains("recovered");
            assertThat(recovered.id()).contains(known);
            assertThat(stream.next().record().getInt("n")).isEqualTo(2);
            assertThat(stream.next().record().getInt("n")).isEqualTo(3);
            create(4);
            assertThat(stream.next().record().getInt("n")).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"another-1", "nonsense", "-1", "-", "x-99999999999999999999", "x--1"})
    void begins_anew_where_a_position_says_nothing(String known) {
        create(1);

        try (var stream = open("api/note?m=" + mark, "Last-Event-ID", known)) {
            assertThat(stream.next().name()).contains("reset");
            assertThat(stream.until("synced")).hasSize(1);
        }
    }

    @Test
    void begins_anew_at_a_position_that_is_yet_to_come() {
        String epoch;
        try (var stream = open("api/note?m=" + mark)) {
            epoch = stream.next().data().getString("epoch");
        }

        try (var stream = open("api/note?m=" + mark, "Last-Event-ID", epoch + "-999999999")) {
            assertThat(stream.next().name()).contains("reset");
            assertThat(stream.next().name()).contains("synced");
        }
    }

    @ParameterizedTest
    @CsvSource({"api/note?$limit=3,400,BadRequest,bad-query", "api/note?$sort=n,400,BadRequest,bad-query",
            "api/note?n[$frob]=3,400,BadRequest,bad-query", "api/account?password=x,400,BadRequest,bad-query",
            "api/box,405,MethodNotAllowed,not-offered", "api/note/nobody,404,NotFound,not-found"})
    void refuses_with_a_problem_what_cannot_be_subscribed_to(String path, int status, String name, String kind) {
        assertProblem(feed.get(encoded(path), STREAM), status, name, kind);
    }

    @Test
    void refuses_in_utf_8() {
        var refused = feed.get("api/note?gr%C3%B6%C3%9Fe%5B$frob%5D=3", STREAM);

        assertProblem(refused, 400, "BadRequest", "bad-query");
        assertThat(refused.body()).contains("größe");
    }

    @Test
    void shows_what_a_caller_may_read_and_takes_back_what_one_may_no_longer() {
        var mine = "letter-" + mark;
        feed.post("api/letter", "{\"id\":\"" + mine + "\",\"owner\":\"all\",\"text\":\"secret\"}");

        try (var stream = open("api/letter")) {
            assertThat(stream.until("synced")).extracting(event -> event.data().getString("id")).contains(mine);
            feed.put("api/letter/" + mine, "{\"owner\":\"ann\",\"text\":\"hidden\"}");

            var taken = stream.next().data();
            assertThat(taken.getString("type")).isEqualTo("letter.removed");
            assertThat(taken.toString()).doesNotContain("hidden").doesNotContain("secret");
        }
    }

    @Test
    void hides_what_is_nobodys_business() {
        try (var stream = open("api/account")) {
            stream.until("synced");
            feed.post("api/account", "{\"name\":\"ann\",\"password\":\"" + mark + "\"}");

            assertThat(stream.next().data().toString()).contains("ann").doesNotContain(mark);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "api/"})
    void the_base_path_is_still_itself(String base) {
        assertThat(feed.get(base).object()).containsKey("resources");
        assertThat(feed.get(base, STREAM).status()).isNotEqualTo(500);
    }

    @Test
    void a_list_is_still_a_list() {
        assertThat(feed.get("api/note?m=" + mark, "Accept", "application/json, text/event-stream;q=0.5").array())
                .isEmpty();
    }

    private SampleStream open(String path, String... headers) {
        return SampleStream.open(URI.create(url + encoded(path)), headers);
    }

    private static String encoded(String path) {
        return path.replace("[", "%5B").replace("]", "%5D");
    }

    private String create(int number) {
        return feed.post("api/note", "{\"m\":\"" + mark + "\",\"n\":" + number + "}").object().getString("id");
    }

    private static long position(Event event) {
        var id = event.id().orElseThrow();
        return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    }
}
