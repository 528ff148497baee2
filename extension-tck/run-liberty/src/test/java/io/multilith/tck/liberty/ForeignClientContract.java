package io.multilith.tck.liberty;

import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static io.multilith.tck.liberty.ProblemShape.pointers;
import static org.assertj.core.api.Assertions.assertThat;

/** The wire contract over AMQP 1.0, sections 7 and 8, as a client meets it that shares nothing else with us. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class ForeignClientContract {
    private static ForeignClient client;
    private static Map<String, JsonObject> told;

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Sample.war();
    }

    /** To be called once, before all tests. */
    static void run(ForeignClient script) throws Exception {
        script.assumeInstalled();
        client = script;
        told = script.cases();
    }

    @ParameterizedTest
    @ValueSource(strings = {"greet", "greet-by-name", "greet-in-a-data-section", "greet-in-a-binary-value",
            "greet-without-content-type", "not-yet-expired", "greet-with-a-trace", "fixed-reply-to"})
    void a_call_gets_its_result(String name) {
        var answer = told.get(name);

        assertThat(answer.getJsonObject("body")).isEqualTo(json("{\"result\": \"Hello Matt!\"}"));
        assertThat(answer.getString("content-type")).isEqualTo("application/json");
    }

    @Test
    void a_call_may_hold_any_character() {
        var answer = told.get("greet-in-utf-8");

        assertThat(answer.getJsonObject("body").getString("result")).isEqualTo("Hello Zoë 😀!");
    }

    @ParameterizedTest
    @CsvSource({"greet, text", "greet-in-a-data-section, data", "greet-in-a-binary-value, data"})
    void an_answer_is_in_the_section_that_the_question_was_in(String name, String section) {
        assertThat(told.get(name).getString("section")).isEqualTo(section);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"correlation-id-ulong, 9223372036854775809, ulong",
            "correlation-id-uuid, 00000000-0000-0000-0000-000000000007, uuid", "correlation-id-binary, 00ff, binary",
            "correlation-id-string, this, string", "message-id-ulong, 5, ulong",
            "message-id-uuid, 00000000-0000-0000-0000-000000000007, uuid", "message-id-string, this, string",
            "message-id-binary, 00ff, binary", "no-id, null, none"})
    void an_answer_has_the_id_of_its_question_and_its_type(String name, String id, String type) {
        var answer = told.get(name);

        assertThat(answer.getString("correlation-id", null)).isEqualTo(id);
        assertThat(answer.getString("correlation-type")).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"malformed-json", "text-after-json", "duplicate-member", "not-an-object", "too-deep",
            "too-deep-by-far",
            "args-not-an-array", "kwargs-not-an-object", "args-and-kwargs", "neither-args-nor-kwargs", "no-subject",
            "empty-subject", "no-body"})
    void a_malformed_request_gets_an_error_and_stops_nothing(String name) {
        var answer = told.get(name);

        assertProblem(error(answer), 400, "BadRequest", "malformed-request");
        assertThat(answer.getBoolean("lives")).isTrue();
    }

    @Test
    void a_body_that_is_no_text_gets_an_error_and_stops_nothing() {
        var answers = told.get("body-not-text").getJsonArray("answers").getValuesAs(JsonObject.class);

        assertThat(answers).hasSize(5).allSatisfy(answer -> assertProblem(answer.getJsonObject("error"), 400,
                "BadRequest", "malformed-request"));
        assertThat(told.get("body-not-text").getBoolean("lives")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"too-few-args, /args", "too-many-args, /args", "wrong-type-of-arg, /args/0",
            "unknown-kwarg, /kwargs/foe"})
    void wrong_arguments_are_pointed_at(String name, String pointer) {
        var answer = told.get(name);

        assertProblem(error(answer), 422, "Unprocessable", "bad-arguments");
        assertThat(pointers(error(answer))).containsExactly(pointer);
        assertThat(answer.getBoolean("lives")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"unknown-method, 404, NotFound, unknown-method",
            "wrong-content-type, 415, UnsupportedMediaType, unsupported-media-type",
            "too-large, 413, PayloadTooLarge, payload-too-large"})
    void a_request_that_cannot_be_served_gets_an_error(String name, int status, String error, String className) {
        var answer = told.get(name);

        assertProblem(error(answer), status, error, className);
        assertThat(answer.getBoolean("lives")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "no-reply-to"})
    void a_request_that_expired_or_wants_no_answer_gets_none(String name) {
        assertThat(told.get(name).getBoolean("answered")).isFalse();
        assertThat(told.get(name).getBoolean("lives")).isTrue();
    }

    @Test
    void a_forged_address_for_the_answer_stops_nothing() {
        var forged = told.get("forged-reply-to");

        assertThat(forged.getJsonObject("lives")).hasSizeGreaterThan(10)
                .allSatisfy((address, lives) -> assertThat(lives).as(address).isEqualTo(JsonValue.TRUE));
        assertThat(forged.getBoolean("answered")).isFalse();
    }

    @Test
    void many_calls_at_once_get_each_its_own_answer() {
        assertThat(told.get("many-at-once").getInt("right")).isEqualTo(told.get("many-at-once").getInt("asked"));
    }

    @Test
    void a_collection_is_a_service() {
        var resource = told.get("resource");
        var id = resource.getString("id");

        assertThat(result(resource, "create")).isEqualTo(record(id, 3));
        assertThat(result(resource, "get")).isEqualTo(record(id, 3));
        assertThat(resource.getJsonObject("find-one").getJsonArray("result")).hasSize(1);
        assertThat(resource.getJsonObject("find").getJsonArray("result")).contains(record(id, 3));
        assertThat(result(resource, "update")).isEqualTo(record(id, 4));
        assertThat(result(resource, "patch"))
                .isEqualTo(Json.createObjectBuilder(record(id, 4)).add("description", "patched").build());
        assertThat(result(resource, "remove")).isEqualTo(result(resource, "patch"));
    }

    @ParameterizedTest
    @CsvSource({"create-again, 409, Conflict, already-exists", "get-removed, 404, NotFound, not-found",
            "patch-wrong, 422, Unprocessable, invalid-value", "unknown, 404, NotFound, unknown-method",
            "unknown-kwarg, 422, Unprocessable, bad-arguments", "unknown-query, 400, BadRequest, bad-query",
            "args, 422, Unprocessable, bad-arguments"})
    void a_collection_says_what_is_wrong(String name, int status, String error, String className) {
        var resource = told.get("resource");

        assertProblem(resource.getJsonObject(name).getJsonObject("error"), status, error, className);
        assertThat(resource.getBoolean("lives")).isTrue();
    }

    @Test
    void changes_are_cloud_events() {
        var events = told.get("change-events").getJsonArray("events").getValuesAs(JsonObject.class);
        var id = told.get("change-events").getString("id");

        assertThat(events).extracting(event -> attribute(event, "type")).containsExactly("power.created",
                "power.replaced", "power.patched", "power.removed");
        assertThat(events).allSatisfy(event -> {
            var version = event.getJsonObject("body").getInt("version");
            assertThat(attribute(event, "specversion")).isEqualTo("1.0");
            assertThat(attribute(event, "source")).isEqualTo("/power");
            assertThat(attribute(event, "subject")).isEqualTo(id);
            assertThat(attribute(event, "id")).matches("[0-9a-z]+-" + version);
            assertThat(attribute(event, "sequence")).isEqualTo("%020d".formatted(version));
            assertThat(Instant.parse(attribute(event, "time"))).isBefore(Instant.now());
            assertThat(event.getString("content-type")).isEqualTo("application/json");
            assertThat(event.getBoolean("durable")).isTrue();
        });
        assertThat(events).extracting(event -> event.getJsonObject("body").getInt("version")).isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_change_holds_the_record_and_what_was_patched() {
        var events = told.get("change-events").getJsonArray("events").getValuesAs(JsonObject.class);
        var id = told.get("change-events").getString("id");

        assertThat(events).extracting(event -> event.getJsonObject("body").getJsonObject("resource"))
                .containsExactly(record(id, 3), record(id, 4), record(id, 5), record(id, 5));
        assertThat(events).extracting(event -> event.getJsonObject("body").get("patch")).containsExactly(null, null,
                json("{\"value\": 5}"), null);
    }

    @Test
    void a_change_over_http_is_a_cloud_event() {
        var change = told.get("change-over-http");
        var event = change.getJsonArray("events").getJsonObject(0);

        assertThat(change.getInt("status")).isEqualTo(201);
        assertThat(event.getJsonObject("attributes").keySet()).contains("cloudEvents:specversion", "cloudEvents:id",
                "cloudEvents:source", "cloudEvents:type", "cloudEvents:subject", "cloudEvents:time",
                "cloudEvents:sequence");
        assertThat(attribute(event, "type")).isEqualTo("power.created");
        assertThat(attribute(event, "subject")).isEqualTo(change.getString("id"));
        assertThat(event.getJsonObject("body").getJsonObject("resource")).isEqualTo(record(change.getString("id"), 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-from-elsewhere", "event-with-colons-from-elsewhere"})
    void an_event_from_elsewhere_reaches_the_handler_and_not_the_sockets(String name) throws Exception {
        var socket = SampleSocket.connect(URI.create("ws://" + url.getAuthority() + "/realtime"));
        socket.join("power");

        var sent = client.cases(name).get(name);

        assertThat(sent.getJsonObject("record").getInt("result")).isEqualTo(144);
        assertThat(sent.getJsonObject("record").getInt("value")).isEqualTo(3);
        assertThat(Stream.generate(socket::next).map(frame -> frame.getJsonObject("data"))
                .filter(event -> event.getString("resource_id").equals(sent.getString("id"))).limit(2))
                .extracting(event -> event.getString("action")).containsExactly("create", "patch");
        socket.abort();
    }

    @Test
    void events_of_nonsense_stop_no_handler() {
        assertThat(told.get("events-of-nonsense").getJsonObject("record").getInt("result")).isEqualTo(144);
        assertThat(told.get("events-of-nonsense").getBoolean("lives")).isTrue();
        assertThat(told.get("events-of-nonsense").getBoolean("journal-lives")).isTrue();
    }

    private static JsonObject error(JsonObject answer) {
        return answer.getJsonObject("body").getJsonObject("error");
    }

    private static JsonObject result(JsonObject resource, String operation) {
        return resource.getJsonObject(operation).getJsonObject("result");
    }

    private static String attribute(JsonObject event, String name) {
        return event.getJsonObject("attributes").getString("cloudEvents:" + name);
    }

    private static JsonObject record(String id, int value) {
        return Json.createObjectBuilder().add("id", id).add("status", "done").add("value", value).build();
    }

    private static JsonObject json(String text) {
        return Answer.parse(text).asJsonObject();
    }
}
