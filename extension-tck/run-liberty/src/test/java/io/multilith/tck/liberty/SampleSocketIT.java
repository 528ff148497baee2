package io.multilith.tck.liberty;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The wire contract on the WebSocket, section 6, as a ZeroServices client meets it. Its records are done. What
 * happened just before a join may be told just after it, so a test that prepares a record joins what comes later. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("core")
class SampleSocketIT {
    private static final int MAX_FRAME = 64 << 10;

    @ArquillianResource
    private URL url;
    private SampleClient sample;
    private SampleSocket socket;
    private final String id = "record-" + UUID.randomUUID();

    @Deployment(testable = false)
    static WebArchive sample() {
        return Sample.war();
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        sample = new SampleClient(url.toURI());
        socket = SampleSocket.connect(realtime());
    }

    @AfterEach
    void disconnect() {
        socket.abort();
    }

    @Test
    void acknowledges_the_topics_that_were_joined() {
        socket.send("{\"type\": \"join\", \"topics\": [\"power\", \"*\"]}");

        assertThat(socket.next()).isEqualTo(json("{\"type\": \"joined\", \"topics\": [\"power\", \"*\"]}"));
    }

    @Test
    void acknowledges_a_subscription_as_it_does_a_join() {
        socket.send("{\"type\": \"subscribe\", \"topics\": [\"power\"]}");

        assertThat(socket.next()).isEqualTo(json("{\"type\": \"joined\", \"topics\": [\"power\"]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"power", "*", "power.create", "power.create.%s"})
    void tells_of_a_new_record_under_each_of_its_topics(String topic) {
        socket.join(topic.formatted(id));

        create(3);

        assertThat(socket.next()).isEqualTo(event("create", "resource_data", "{\"status\": \"done\", \"value\": 3}"));
    }

    @Test
    void tells_each_event_once_however_many_topics_match() {
        socket.join("power", "*", "power.create", "power.create." + id);
        socket.join("power", "power.delete");

        create(3);
        sample.delete("api/power/" + id);
        create(4);

        assertThat(socket.next()).isEqualTo(event("create", "resource_data", "{\"status\": \"done\", \"value\": 3}"));
        assertThat(socket.next()).isEqualTo(event("delete", "resource_data", "{\"status\": \"done\", \"value\": 3}"));
        assertThat(socket.next()).isEqualTo(event("create", "resource_data", "{\"status\": \"done\", \"value\": 4}"));
    }

    @Test
    void tells_of_nothing_that_was_not_joined() {
        socket.join("power.create.other", "power.delete");

        create(3);
        sample.patch("api/power/" + id, "{\"value\": 4}");
        sample.delete("api/power/" + id);

        assertThat(socket.next()).isEqualTo(event("delete", "resource_data", "{\"status\": \"done\", \"value\": 4}"));
    }

    @Test
    void tells_what_a_patch_set_and_took_away() {
        sample.post("api/power", "{\"id\": \"%s\", \"value\": 3, \"status\": \"done\", \"description\": \"gone\"}"
                .formatted(id));
        socket.join("power.patch." + id);

        sample.patch("api/power/" + id, "{\"value\": 4, \"description\": null}");
        sample.patch("api/power/" + id, "{\"value\": 5}");

        assertThat(socket.next()).isEqualTo(
                event("patch", "patch", "{\"$set\": {\"value\": 4}, \"$unset\": {\"description\": \"\"}}"));
        assertThat(socket.next()).isEqualTo(event("patch", "patch", "{\"$set\": {\"value\": 5}}"));
    }

    @Test
    void tells_of_a_replaced_record_as_a_patch_of_all_its_fields() {
        sample.post("api/power", "{\"id\": \"%s\", \"value\": 3, \"status\": \"done\", \"description\": \"gone\"}"
                .formatted(id));
        socket.join("power.patch." + id);

        sample.put("api/power/" + id, "{\"value\": 4, \"status\": \"done\"}");

        assertThat(socket.next()).isEqualTo(event("patch", "patch",
                "{\"$set\": {\"status\": \"done\", \"value\": 4}, \"$unset\": {\"description\": \"\"}}"));
    }

    @Test
    void tells_of_a_removed_record_as_it_was() {
        create(3);
        socket.join("power.delete." + id);

        sample.delete("api/power/" + id);

        assertThat(socket.next()).isEqualTo(event("delete", "resource_data", "{\"status\": \"done\", \"value\": 3}"));
    }

    @Test
    void tells_many_changes_in_their_order() {
        var count = 200;
        create(0);
        socket.join("power.patch." + id);

        IntStream.rangeClosed(1, count).forEach(value -> sample.patch("api/power/" + id, "{\"value\": " + value + "}"));

        IntStream.rangeClosed(1, count).forEach(value -> assertThat(socket.next())
                .isEqualTo(event("patch", "patch", "{\"$set\": {\"value\": " + value + "}}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "5", "[]", "{}", "{\"type\": 5}", "{\"type\": \"join\"}",
            "{\"type\": \"join\", \"topics\": \"power\"}", "{\"type\": \"join\", \"topics\": [5]}"})
    void answers_a_malformed_frame_with_an_error_and_lives(String frame) {
        socket.join("power.create." + id);

        socket.send(frame);

        assertProblem(error(), 400, "BadRequest", "malformed-request");
        assertLives();
    }

    @Test
    void answers_an_unknown_frame_with_an_error_and_lives() {
        socket.join("power.create." + id);

        socket.send("{\"type\": \"dance\"}");

        assertProblem(error(), 404, "NotFound", "unknown-command");
        assertLives();
    }

    @Test
    void answers_json_that_nests_too_deep_with_an_error_and_lives() {
        socket.join("power.create." + id);

        socket.send("[".repeat(33) + "]".repeat(33));

        assertProblem(error(), 400, "BadRequest", "malformed-request");
        assertLives();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "nope.create", "powers", ""})
    void joins_no_topic_of_a_collection_that_is_not_there(String topic) {
        socket.send("{\"type\": \"join\", \"topics\": [\"power\", \"" + topic + "\"]}");

        assertProblem(error(), 404, "NotFound", "unknown-collection");
        create(3);
        socket.join("power.delete");
        sample.delete("api/power/" + id);
        assertThat(socket.next()).isEqualTo(event("delete", "resource_data", "{\"status\": \"done\", \"value\": 3}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "5", "[]", "{}", "{\"kind\": \"join\"}", ""})
    void hangs_up_on_a_first_frame_of_no_protocol(String frame) {
        socket.send(frame);

        assertThat(socket.closeCode()).isEqualTo(3501);
    }

    @Test
    void joins_a_hundred_topics_and_no_more() {
        socket.join(IntStream.range(0, 100).mapToObj(i -> "power.create." + i).toArray(String[]::new));

        socket.send("{\"type\": \"join\", \"topics\": [\"power.create.100\"]}");

        assertProblem(error(), 429, "TooManyRequests", "too-many-topics");
        socket.join("power.create.99");
    }

    @Test
    void joins_none_of_too_many_topics() {
        var topics = IntStream.range(0, 101).mapToObj(i -> "\"power.create." + i + "\"");

        socket.send("{\"type\": \"join\", \"topics\": " + topics.collect(Collectors.joining(",", "[", "]")) + "}");

        assertProblem(error(), 429, "TooManyRequests", "too-many-topics");
    }

    @Test
    void takes_a_frame_of_64_kibibytes_and_hangs_up_on_a_longer_one() {
        var join = "{\"type\": \"join\", \"topics\": [\"power\"]}";
        var longest = join + " ".repeat(MAX_FRAME - join.length());

        socket.send(longest);
        assertThat(socket.next().getString("type")).isEqualTo("joined");

        socket.send(longest + " ");
        assertThat(socket.closeCode()).isEqualTo(1009);
    }

    @Test
    void hangs_up_on_a_message_that_is_too_long_in_pieces() {
        socket.join("power.create." + id);

        socket.sendInPieces(" ".repeat(MAX_FRAME + 1), 1 << 10);

        assertThat(socket.closeCode()).isEqualTo(1009);
    }

    @Test
    void calls_a_method_as_a_client_of_centrifugo_does() {
        socket.send("{\"id\": 1, \"connect\": {\"name\": \"js\"}}");
        assertThat(socket.next().getJsonObject("connect").getString("client")).isNotBlank();

        socket.send("""
                {"id": 2, "rpc": {"method": "greeter.greet", "data": {"friend": "Matt"}}}
                {"id": 3, "rpc": {"method": "greeter.nope", "data": {}}}
                {"id": 4, "dance": {"channel": "power"}}
                {}""");

        var replies = IntStream.range(0, 4).mapToObj(i -> socket.next()).toList();
        assertThat(replies).contains(json("{\"id\": 2, \"rpc\": {\"data\": \"Hello Matt!\"}}"), json("{}"));
        assertProblem(problem(replies, 3), 404, "NotFound", "unknown-method");
        assertProblem(problem(replies, 4), 404, "NotFound", "unknown-command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": 1, \"rpc\": {\"method\": \"greeter.greet\", \"data\": {\"friend\": \"Matt\"}}}",
            "{\"connect\": {}}", "{\"id\": 1, \"connect\": {}}\nnonsense"})
    void hangs_up_on_what_no_client_of_centrifugo_says(String frame) {
        socket.send(frame);

        assertThat(socket.closeCode()).isEqualTo(3501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://%s", "http://localhost.evil.example", "null", "http://%s0",
            "nonsense"})
    void refuses_a_page_of_another_origin(String origin) {
        var refusal = catchThrowableOfType(CompletionException.class,
                () -> SampleSocket.connect(realtime(), "Origin", origin.formatted(url.getAuthority())));

        assertThat(refusal).hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(((WebSocketHandshakeException) refusal.getCause()).getResponse().statusCode()).isEqualTo(403);
    }

    @Test
    void takes_a_page_of_its_own_origin() {
        socket = SampleSocket.connect(realtime(), "Origin", "http://" + url.getAuthority());

        socket.join("power.create." + id);

        assertLives();
    }

    private static JsonObject problem(List<JsonObject> replies, int id) {
        var error = replies.stream().filter(reply -> reply.getInt("id", 0) == id).findFirst().orElseThrow()
                .getJsonObject("error");
        assertThat(error.getInt("code")).isEqualTo(error.getJsonObject("problem").getInt("status"));
        return error.getJsonObject("problem");
    }

    private URI realtime() {
        return URI.create("ws://" + url.getAuthority() + "/realtime");
    }

    private void create(int value) {
        sample.post("api/power", "{\"id\": \"%s\", \"value\": %d, \"status\": \"done\"}".formatted(id, value));
    }

    private JsonObject error() {
        var frame = socket.next();
        assertThat(frame.keySet()).containsExactlyInAnyOrder("type", "error");
        assertThat(frame.getString("type")).isEqualTo("error");
        return frame.getJsonObject("error");
    }

    private void assertLives() {
        socket.join("power.create." + id);
        create(3);
        assertThat(socket.next().getJsonObject("data").getString("resource_id")).isEqualTo(id);
    }

    private JsonObject event(String action, String member, String value) {
        var data = Json.createObjectBuilder().add("resource_name", "power").add("resource_id", id)
                .add("action", action).add(member, json(value));
        return Json.createObjectBuilder().add("type", "event").add("data", data).build();
    }

    private static JsonObject json(String text) {
        return Answer.parse(text).asJsonObject();
    }
}
