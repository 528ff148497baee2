package io.multilith.tck.liberty;

import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static io.multilith.tck.liberty.ProblemShape.pointers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The wire contract over HTTP, sections 1 to 3, as the sample answers it. Its records are done: none is squared. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("core")
class SampleHttpIT {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final int MAX_BODY = 1 << 20;

    @ArquillianResource
    private URL url;
    private SampleClient sample;
    private final String id = "record-" + UUID.randomUUID();

    @Deployment(testable = false)
    static WebArchive sample() {
        return Sample.war();
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        sample = new SampleClient(url.toURI());
    }

    @Test
    void serves_the_page_at_the_root() {
        var page = sample.get("");

        assertThat(url.getPath()).isEqualTo("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Multilith");
    }

    @Test
    void greets_a_friend() {
        var greeting = sample.get("api/greet/M%C3%BCller");

        assertThat(greeting.status()).isEqualTo(200);
        assertThat(greeting.body()).isEqualTo("Hello Müller!");
    }

    @Test
    void lists_what_there_is() {
        var index = sample.get("api/");

        assertThat(index.status()).isEqualTo(200);
        assertThat(texts(index.object(), "resources")).containsExactly("power", "todo", "todolist");
        assertThat(texts(index.object(), "services")).containsExactly("greeter", "power-journal", "power-worker");
    }

    @Test
    void squares_a_pending_value_by_itself() {
        var created = sample.post("api/power", "{\"value\": 12}");

        assertThat(created.object().getString("status")).isEqualTo("pending");
        await().atMost(Patience.TIMEOUT).untilAsserted(() -> {
            var record = sample.get(path(created.id())).object();
            assertThat(record.getString("status")).isEqualTo("done");
            assertThat(record.getInt("result")).isEqualTo(144);
        });
    }

    @Test
    void finds_a_page_of_the_list_and_counts_all() {
        IntStream.range(0, 3).forEach(value -> create(value, id + value));
        var total = Integer.parseInt(sample.get("api/power").header("X-Total-Count"));

        var page = sample.get("api/power?$limit=2&$skip=1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.array()).hasSize(2);
        assertThat(total).isGreaterThanOrEqualTo(3);
        assertThat(page.header("X-Total-Count")).isEqualTo(Integer.toString(total));
        assertThat(page.header("Content-Range")).isEqualTo("power 1-2/" + total);
        assertThat(page.header("Vary")).isEqualTo("Accept");
    }

    @Test
    void finds_nothing_on_a_page_of_none() {
        create(1, id);

        var page = sample.get("api/power?%24limit=0");

        assertThat(page.array()).isEmpty();
        assertThat(page.header("Content-Range")).isEqualTo("power */" + page.header("X-Total-Count"));
    }

    @Test
    void limits_a_page_when_nobody_says_how_long_it_is() {
        createMany(26);

        var page = sample.get("api/power");

        assertThat(page.array()).hasSize(25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope=1", "value[$nope]=1", "$limit=-1", "$limit=x", "$skip=1.5", "$limit=1&$limit=2"})
    void refuses_a_query_it_does_not_know(String query) {
        var refusal = sample.get("api/power?" + query.replace("[", "%5B").replace("]", "%5D"));

        assertProblem(refusal, 400, "BadRequest", "bad-query");
        assertThat(pointers(refusal.object())).hasSize(1).first().asString().startsWith("/");
    }

    @Test
    void creates_a_record_with_an_id_of_its_own() {
        var created = sample.post("api/power", "{\"value\": 3, \"status\": \"done\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(UUID.fromString(created.id()).version()).isEqualTo(7);
        assertThat(created.object()).isEqualTo(record(created.id(), 3));
        assertThat(created.header("Location")).isEqualTo(url + "api/power/" + created.id());
        assertThat(sample.get(created.header("Location")).object()).isEqualTo(created.object());
        assertThat(created.etag()).matches("\"[0-9a-z]+-[0-9]+\"");
    }

    @Test
    void creates_a_record_with_the_id_that_is_given() {
        var created = create(3, id);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.object()).isEqualTo(record(id, 3));
        assertThat(created.header("Location")).isEqualTo(url + "api/power/" + id);
    }

    @Test
    void leads_to_a_record_whose_id_is_not_plain() {
        var strange = "ä %2F?[1]&+ " + id;

        var created = create(3, strange);

        assertThat(created.status()).isEqualTo(201);
        var found = sample.get(created.header("Location"));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.id()).isEqualTo(strange);
    }

    @Test
    void refuses_to_create_what_exists() {
        create(3, id);

        var refusal = create(4, id);

        assertProblem(refusal, 409, "Conflict", "already-exists");
        assertThat(get(id)).isEqualTo(record(id, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\\\b", "a;b", "a\\u0001b", "a\\nb", "a\\u007fb"})
    void refuses_an_id_that_cannot_be_one(String bad) {
        var refusal = sample.post("api/power", "{\"id\": \"%s\", \"value\": 1}".formatted(bad));

        assertProblem(refusal, 422, "Unprocessable", "invalid-record");
        assertThat(pointers(refusal.object())).containsExactly("/id");
    }

    @Test
    void takes_an_id_of_255_characters_and_refuses_one_of_256() {
        var longest = id + "x".repeat(255 - id.length());

        assertThat(create(1, longest).status()).isEqualTo(201);
        assertThat(get(longest)).isEqualTo(record(longest, 1));
        assertProblem(create(1, longest + "x"), 422, "Unprocessable", "invalid-record");
    }

    @Test
    void refuses_an_id_that_is_no_text() {
        var refusal = sample.post("api/power", "{\"id\": 5, \"value\": 1}");

        assertProblem(refusal, 422, "Unprocessable", "invalid-record");
        assertThat(pointers(refusal.object())).containsExactly("/id");
    }

    @Test
    void creates_an_array_of_records() {
        var created = sample.post("api/power", """
                [{"id": "%s-1", "value": 1, "status": "done"}, {"value": 2, "status": "done"}]""".formatted(id));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEmpty();
        assertThat(created.array()).hasSize(2);
        assertThat(created.array().getJsonObject(0)).isEqualTo(record(id + "-1", 1));
        created.array().getValuesAs(JsonObject.class)
                .forEach(record -> assertThat(get(record.getString("id"))).isEqualTo(record));
    }

    @Test
    void creates_all_of_an_array_or_nothing() {
        var refusal = sample.post("api/power", """
                [{"id": "%s", "value": 1, "status": "done"}, {"value": "x"}]""".formatted(id));

        assertProblem(refusal, 422, "Unprocessable", "invalid-value");
        assertThat(pointers(refusal.object())).containsExactly("/1/value");
        assertThat(sample.get(path(id)).status()).isEqualTo(404);
    }

    @Test
    void says_which_of_an_array_breaks_the_rules_of_the_model() {
        var refusal = sample.post("api/power", """
                [{"value": 1, "status": "done"}, {"status": "done"}]""");

        assertProblem(refusal, 422, "Unprocessable", "invalid-record");
        assertThat(pointers(refusal.object())).containsExactly("/1/value");
    }

    @Test
    void says_which_of_an_array_has_an_id_that_cannot_be_one() {
        var refusal = sample.post("api/power", "[{\"value\": 1, \"status\": \"done\"}, {\"id\": \"\", \"value\": 1}]");

        assertProblem(refusal, 422, "Unprocessable", "invalid-record");
        assertThat(pointers(refusal.object())).containsExactly("/1/id");
    }

    @Test
    void creates_nothing_of_an_array_that_names_an_id_twice() {
        var twice = "{\"id\": \"%s\", \"value\": 1, \"status\": \"done\"}".formatted(id);

        var refusal = sample.post("api/power", "[" + twice + "," + twice + "]");

        assertProblem(refusal, 409, "Conflict", "already-exists");
        assertThat(sample.get(path(id)).status()).isEqualTo(404);
    }

    @Test
    void creates_at_most_a_thousand_at_once() {
        assertThat(createMany(1_000).array()).hasSize(1_000);
        assertProblem(createMany(1_001), 413, "PayloadTooLarge", "too-many-records");
    }

    @Test
    void gets_a_record_with_its_version() {
        var created = create(3, id);

        var found = sample.get(path(id));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.object()).isEqualTo(record(id, 3));
        assertThat(found.etag()).isEqualTo(created.etag());
        assertThat(found.header("Vary")).isEqualTo("Accept");
    }

    @Test
    void does_not_send_again_what_the_client_has() {
        var version = create(3, id).etag();

        var found = sample.get(path(id), "If-None-Match", version);

        assertThat(found.status()).isEqualTo(304);
        assertThat(found.etag()).isEqualTo(version);
        assertThat(found.body()).isEmpty();
        assertThat(sample.get(path(id), "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void gets_only_the_version_that_the_client_asks_for() {
        var version = create(3, id).etag();

        assertThat(sample.get(path(id), "If-Match", version).status()).isEqualTo(200);
        var refusal = sample.get(path(id), "If-Match", "\"other\"");
        assertProblem(refusal, 412, "PreconditionFailed", "precondition-failed");
        assertThat(refusal.object().getString("instance")).isEqualTo("/" + path(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/$dlq", "api/%24dlq/greeter.greet", "api/$entrypoints"})
    void is_closed_to_operators_as_long_as_nobody_can_say_who_is_one(String closed) {
        assertProblem(sample.get(closed), 401, "NotAuthenticated", "not-authenticated");
    }

    @Test
    void gives_a_record_that_was_made_anew_another_version() {
        var first = create(3, id).etag();
        sample.delete(path(id));

        var second = create(3, id).etag();

        assertThat(second).isNotEqualTo(first);
        assertThat(sample.get(path(id), "If-None-Match", first).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void knows_no_record_that_is_not_there(String method) {
        var answer = sample.send(method, path(id), SampleClient.JSON, "{\"value\": 1, \"status\": \"done\"}");

        assertProblem(answer, 404, "NotFound", "not-found");
        assertThat(answer.object().getString("detail")).contains(id);
    }

    @Test
    void replaces_the_whole_record() {
        var before = sample.post("api/power",
                "{\"id\": \"%s\", \"value\": 3, \"status\": \"done\", \"description\": \"gone\"}".formatted(id));

        var replaced = sample.put(path(id), "{\"value\": 4, \"status\": \"done\"}");

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.object()).isEqualTo(record(id, 4));
        assertThat(replaced.etag()).isNotEqualTo(before.etag()).isEqualTo(sample.get(path(id)).etag());
        assertThat(get(id)).isEqualTo(record(id, 4));
    }

    @Test
    void replaces_only_the_version_that_the_client_knows() {
        var first = create(3, id).etag();
        var second = sample.put(path(id), "{\"value\": 4, \"status\": \"done\"}", "If-Match", first).etag();

        var refusal = sample.put(path(id), "{\"value\": 5, \"status\": \"done\"}", "If-Match", first);

        assertProblem(refusal, 412, "PreconditionFailed", "precondition-failed");
        assertThat(get(id)).isEqualTo(record(id, 4));
        assertThat(sample.get(path(id)).etag()).isEqualTo(second);
    }

    @Test
    void puts_a_new_record_where_the_client_asks_for_a_new_one() {
        var created = sample.put(path(id), "{\"value\": 3, \"status\": \"done\"}", "If-None-Match", "*");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.object()).isEqualTo(record(id, 3));
        assertThat(created.header("Location")).isEqualTo(url + path(id));
        assertThat(created.etag()).isEqualTo(sample.get(path(id)).etag());
        assertProblem(sample.put(path(id), "{\"value\": 4}", "If-None-Match", "*"), 412, "PreconditionFailed",
                "precondition-failed");
    }

    @Test
    void refuses_a_body_with_another_id_than_the_path() {
        create(3, id);

        var refusal = sample.put(path(id), "{\"id\": \"other\", \"value\": 4}");

        assertProblem(refusal, 422, "Unprocessable", "invalid-record");
        assertThat(pointers(refusal.object())).containsExactly("/id");
        assertThat(get(id)).isEqualTo(record(id, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {SampleClient.JSON, MERGE_PATCH, MERGE_PATCH + "; charset=utf-8"})
    void merges_a_patch(String contentType) {
        sample.post("api/power", """
                {"id": "%s", "value": 3, "status": "done", "result": 9, "description": "gone"}""".formatted(id));

        var patched = sample.send("PATCH", path(id), contentType, "{\"result\": 16, \"description\": null}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.object()).isEqualTo(Json.createObjectBuilder(record(id, 3)).add("result", 16).build());
        assertThat(patched.etag()).isEqualTo(sample.get(path(id)).etag());
    }

    @Test
    void applies_the_operations_of_a_json_patch() {
        create(3, id);

        var patched = sample.send("PATCH", path(id), JSON_PATCH, """
                [{"op": "test", "path": "/value", "value": 3.0}, {"op": "replace", "path": "/value", "value": 4}]""");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.object()).isEqualTo(record(id, 4));
    }

    @Test
    void applies_nothing_of_a_json_patch_whose_test_fails() {
        create(3, id);

        var refusal = sample.send("PATCH", path(id), JSON_PATCH, """
                [{"op": "replace", "path": "/value", "value": 4}, {"op": "test", "path": "/value", "value": 3}]""");

        assertProblem(refusal, 409, "Conflict", "test-failed");
        assertThat(pointers(refusal.object())).containsExactly("/1");
        assertThat(get(id)).isEqualTo(record(id, 3));
    }

    @Test
    void refuses_a_json_patch_that_leads_nowhere() {
        create(3, id);

        var refusal = sample.send("PATCH", path(id), JSON_PATCH, "[{\"op\": \"remove\", \"path\": \"/nowhere\"}]");

        assertProblem(refusal, 422, "Unprocessable", "bad-pointer");
        assertThat(pointers(refusal.object())).containsExactly("/0/path");
    }

    @Test
    void applies_a_patch_of_zero_services() {
        sample.post("api/power", "{\"id\": \"%s\", \"value\": 3, \"status\": \"done\", \"description\": \"gone\"}"
                .formatted(id));

        var patched = sample.patch(path(id), """
                {"patch": {"$set": {"value": 4}, "$unset": {"description": ""}}}""");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.object()).isEqualTo(record(id, 4));
    }

    @Test
    void says_which_patches_it_takes() {
        create(3, id);

        var refusal = sample.send("PATCH", path(id), "application/x-patch", "{\"value\": 4}");

        assertProblem(refusal, 415, "UnsupportedMediaType", "unsupported-media-type");
        assertThat(refusal.header("Accept-Patch").split(", ")).containsExactlyInAnyOrder(SampleClient.JSON,
                MERGE_PATCH, JSON_PATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": \"other\"}", "{\"id\": null}", "{\"patch\": {\"$set\": {\"id\": \"other\"}}}"})
    void does_not_let_a_patch_change_the_id(String patch) {
        create(3, id);

        var refusal = sample.patch(path(id), patch);

        assertProblem(refusal, 422, "Unprocessable", "invalid-record");
        assertThat(pointers(refusal.object())).containsExactly("/id");
        assertThat(get(id)).isEqualTo(record(id, 3));
    }

    @Test
    void patches_only_the_version_that_the_client_knows() {
        var first = create(3, id).etag();
        assertThat(sample.patch(path(id), "{\"value\": 4}", "If-Match", first).status()).isEqualTo(200);

        var refusal = sample.patch(path(id), "{\"value\": 5}", "If-Match", first);

        assertProblem(refusal, 412, "PreconditionFailed", "precondition-failed");
        assertThat(get(id)).isEqualTo(record(id, 4));
    }

    @Test
    void answers_a_removal_with_the_record_whatever_the_content_type() {
        create(3, id);

        var removed = sample.send("DELETE", path(id), "text/x-anything", "");

        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.object()).isEqualTo(record(id, 3));
        assertProblem(sample.get(path(id)), 404, "NotFound", "not-found");
    }

    @Test
    void removes_only_the_version_that_the_client_knows() {
        var first = create(3, id).etag();
        var second = sample.patch(path(id), "{\"value\": 4}").etag();

        assertProblem(sample.delete(path(id), "If-Match", first), 412, "PreconditionFailed", "precondition-failed");
        assertThat(sample.delete(path(id), "If-Match", second).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void does_not_change_the_whole_collection(String method) {
        var refusal = sample.send(method, "api/power", SampleClient.JSON, "{\"value\": 1}");

        assertProblem(refusal, 405, "MethodNotAllowed", "method-not-allowed");
        assertThat(refusal.header("Allow").split(", ")).contains("GET", "POST").doesNotContain(method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/power/x/act", "api/power/act"})
    void knows_no_action_that_is_not_declared(String path) {
        var refusal = sample.post(path, "{}");

        assertProblem(refusal, 404, "NotFound", "unknown-method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/nope", "api/nope/1", "api/power/1/2/3"})
    void knows_no_path_that_leads_nowhere(String path) {
        var refusal = sample.get(path);

        assertProblem(refusal, 404, "NotFound", "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "5", "\"text\"", "null", "true", "{\"value\": 1}x", "{\"value\": 1, \"value\": 1}",
            "{'value': 1}", "{\"value\": 1}]", "{\"value\": 1}, {}"})
    void refuses_what_is_no_json_object(String body) {
        var refusal = sample.post("api/power", body);

        assertProblem(refusal, 400, "BadRequest", "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "[]", "null"})
    void refuses_a_merge_patch_that_is_no_object(String body) {
        create(3, id);

        var refusal = sample.patch(path(id), body);

        assertProblem(refusal, 400, "BadRequest", "malformed-request");
    }

    @Test
    void refuses_an_array_where_one_record_is_put() {
        create(3, id);

        var refusal = sample.put(path(id), "[{\"value\": 4, \"status\": \"done\"}]");

        assertProblem(refusal, 400, "BadRequest", "malformed-request");
        assertThat(get(id)).isEqualTo(record(id, 3));
    }

    @Test
    void refuses_json_that_nests_too_deep() {
        var refusal = sample.post("api/power", "[".repeat(33) + "]".repeat(33));

        assertProblem(refusal, 400, "BadRequest", "malformed-request");
        assertThat(refusal.object().getString("detail")).contains("32");
    }

    @Test
    void takes_a_body_of_a_mebibyte_and_refuses_a_longer_one() {
        var record = "{\"id\": \"%s\", \"value\": 1, \"status\": \"done\"}".formatted(id);
        var longest = record + " ".repeat(MAX_BODY - record.length());

        assertProblem(sample.post("api/power", longest + " "), 413, "PayloadTooLarge", "payload-too-large");
        assertThat(sample.post("api/power", longest).status()).isEqualTo(201);
    }

    @Test
    void refuses_another_content_type_than_json() {
        var refusal = sample.send("POST", "api/power", "text/plain", "{\"value\": 1}");

        assertProblem(refusal, 415, "UnsupportedMediaType", "unsupported-media-type");
    }

    @Test
    void says_what_it_can_answer_with() {
        var refusal = sample.get("api/power", "Accept", "image/png");

        assertProblem(refusal, 406, "NotAcceptable", "not-acceptable");
    }

    @Test
    void points_at_every_field_that_does_not_fit() {
        var refusal = sample.post("api/power", """
                {"value": "7", "status": "maybe", "result": 1.5, "description": 5, "nope": 1}""");

        assertProblem(refusal, 422, "Unprocessable", "invalid-value");
        assertThat(pointers(refusal.object())).containsExactlyInAnyOrder("/value", "/status", "/result",
                "/description", "/nope");
    }

    @Test
    void points_at_every_field_that_breaks_a_rule_of_the_model() {
        var refusal = sample.post("api/power", "{\"description\": \"%s\"}".formatted("x".repeat(201)));

        assertProblem(refusal, 422, "Unprocessable", "invalid-record");
        assertThat(pointers(refusal.object())).containsExactlyInAnyOrder("/value", "/description");
    }

    @Test
    void does_not_let_a_patch_break_the_model() {
        create(3, id);

        var refusal = sample.patch(path(id), "{\"value\": \"4\"}");

        assertProblem(refusal, 422, "Unprocessable", "invalid-value");
        assertThat(pointers(refusal.object())).containsExactly("/value");
        assertThat(get(id)).isEqualTo(record(id, 3));
    }

    private Answer create(int value, String recordId) {
        return sample.post("api/power", record(recordId, value).toString());
    }

    private Answer createMany(int count) {
        return sample.post("api/power", IntStream.range(0, count)
                .mapToObj(value -> "{\"value\": %d, \"status\": \"done\"}".formatted(value))
                .collect(Collectors.joining(",", "[", "]")));
    }

    private JsonObject get(String recordId) {
        return sample.get(path(recordId)).object();
    }

    private static String path(String recordId) {
        return "api/power/" + recordId;
    }

    private static JsonObject record(String recordId, int value) {
        return Json.createObjectBuilder().add("id", recordId).add("status", "done").add("value", value).build();
    }

    private static List<String> texts(JsonObject object, String member) {
        return object.getJsonArray(member).getValuesAs(JsonString::getString);
    }
}
