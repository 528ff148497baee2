package io.multilith.tck.liberty;

import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.tck.Item;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 1 of the wire contract over HTTP, as far as a collection declares it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CollectionHttpIT {
    @ArquillianResource
    private URL url;
    private SampleClient shelf;

    @Deployment(testable = false)
    static WebArchive shelf() {
        return ShrinkWrap.create(WebArchive.class, "shelf.war")
                .merge(Sample.war(), Filters.include("/WEB-INF/lib/.*"))
                .addClass(WebShelf.class).addClasses(WebShelf.class.getDeclaredClasses())
                .addClass(Item.class).addClasses(Item.class.getDeclaredClasses());
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        shelf = new SampleClient(url.toURI());
    }

    @Test
    void finds_records_by_a_query_in_the_body() {
        var mark = UUID.randomUUID().toString();
        shelf.post("api/note", "[{'n':1,'m':'%1$s'},{'n':2,'m':'%1$s'}]".replace('\'', '"').formatted(mark));

        var found = shelf.send("QUERY", "api/note", SampleClient.JSON,
                "{\"m\":\"" + mark + "\",\"n\":{\"$gt\":1},\"$select\":[\"n\"]}");

        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.array()).hasSize(1);
        assertThat(found.header("X-Total-Count")).isEqualTo("1");
        assertThat(found.header("Accept-Query")).isEqualTo("application/json");
    }

    @Test
    void refuses_a_query_of_another_type() {
        var refused = shelf.send("QUERY", "api/note", "application/sql", "select 1");

        assertProblem(refused, 415, "UnsupportedMediaType", "unsupported-media-type");
        assertThat(refused.header("Accept-Query")).isEqualTo("application/json");
        assertProblem(shelf.send("QUERY", "api/note", SampleClient.JSON, "[]"), 400, "BadRequest",
                "malformed-request");
        assertProblem(shelf.send("QUERY", "api/note", SampleClient.JSON, "{\"$where\":\"1\"}"), 400, "BadRequest",
                "bad-query");
    }

    @Test
    void answers_without_a_body_where_that_is_preferred() {
        var created = shelf.post("api/note", "{\"n\":1}", "Prefer", "return=minimal");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).isEmpty();
        assertThat(created.header("Location")).isNotEmpty();
        assertThat(created.header("Preference-Applied")).isEqualTo("return=minimal");

        var location = created.header("Location");
        var patched = shelf.patch(location, "{\"n\":2}", "Prefer", "return=minimal");
        assertThat(patched.status()).isEqualTo(204);
        assertThat(patched.etag()).isNotEmpty().isEqualTo(shelf.get(location).etag());
        assertThat(shelf.put(location, "{\"n\":3}", "Prefer", "respond-async, return=minimal").status()).isEqualTo(204);
        assertThat(shelf.delete(location, "Prefer", "return=\"minimal\"").status()).isEqualTo(204);
        assertThat(shelf.post("api/note", "[{\"n\":1}]", "Prefer", "return=minimal").status()).isEqualTo(201);
    }

    @Test
    void does_not_count_where_that_is_preferred() {
        shelf.post("api/note", "{\"n\":1}");

        var list = shelf.get("api/note?$limit=1", "Prefer", "count=none");

        assertThat(list.header("X-Total-Count")).isEmpty();
        assertThat(list.header("Content-Range")).isEqualTo("note 0-0/*");
        assertThat(list.header("Preference-Applied")).isEqualTo("count=none");
        assertThat(list.links()).noneSatisfy(link -> assertThat(link).contains("last"));
    }

    @Test
    void lists_pages_where_they_are_declared_or_accepted() {
        shelf.post("api/paged", "{\"id\":\"a\"}");

        var page = shelf.get("api/paged").object();

        assertThat(page.keySet()).containsExactlyInAnyOrder("total", "limit", "skip", "data");
        assertThat(page.getInt("limit")).isEqualTo(25);
        assertThat(page.getJsonArray("data")).isNotEmpty();
        var accepted = shelf.get("api/note", "Accept", "application/json;profile=page");
        assertThat(accepted.object()).containsKey("total");
        assertThat(accepted.header("Content-Type").replace("\"", "")).contains("profile=page");
        assertThat(shelf.get("api/note", "Accept", "application/json").array()).isNotNull();
    }

    @Test
    void changes_a_guarded_record_only_for_those_who_know_it() {
        var created = shelf.post("api/guarded", "{\"n\":1}");
        var path = "api/guarded/" + created.id();

        assertProblem(shelf.patch(path, "{\"n\":2}"), 428, "PreconditionRequired", "precondition-required");
        assertProblem(shelf.put(path, "{\"n\":2}"), 428, "PreconditionRequired", "precondition-required");
        assertProblem(shelf.delete(path), 428, "PreconditionRequired", "precondition-required");
        assertThat(shelf.patch(path, "{\"n\":2}", "If-Match", created.etag()).status()).isEqualTo(200);
        assertProblem(shelf.patch(path, "{\"n\":3}", "If-Match", created.etag()), 412, "PreconditionFailed",
                "precondition-failed");
    }

    @Test
    void reads_conditions_as_lists_of_entity_tags() {
        var created = shelf.post("api/note", "{\"n\":1}");
        var path = "api/note/" + created.id();
        var tag = created.etag();

        for (var same : List.of(tag, "W/" + tag, "\"x\" , W/" + tag + ",", "*")) {
            assertThat(shelf.get(path, "If-None-Match", same).status()).as(same).isEqualTo(304);
            assertProblem(shelf.patch(path, "{\"n\":2}", "If-None-Match", same), 412, "PreconditionFailed",
                    "precondition-failed");
        }
        for (var other : List.of("W/" + tag, "\"x\"", "\"a," + tag.replace("\"", "") + "\"")) {
            assertProblem(shelf.patch(path, "{\"n\":2}", "If-Match", other), 412, "PreconditionFailed",
                    "precondition-failed");
        }
        for (var none : List.of(tag.replace("\"", ""), "*, \"x\"", "w/" + tag, "\"x\" \"y\"")) {
            assertProblem(shelf.patch(path, "{\"n\":2}", "If-Match", none), 400, "BadRequest", "malformed-request");
        }
        assertThat(shelf.patch(path, "{\"n\":2}", "If-Match", "\"x\", " + tag).status()).isEqualTo(200);
        var fresh = "api/note/" + UUID.randomUUID();
        assertThat(shelf.put(fresh, "{\"n\":1}", "If-None-Match", " * ").status()).isEqualTo(201);
        assertProblem(shelf.put(fresh, "{\"n\":1}", "If-None-Match", "*"), 412, "PreconditionFailed",
                "precondition-failed");
    }

    @Test
    void guards_the_links_of_a_record_as_the_record() {
        var target = shelf.post("api/note", "{\"n\":1}").id();
        var path = "api/note/" + shelf.post("api/note", "{\"n\":1}").id();
        var links = path + "/$links/next";
        var link = "{\"target\":[\"note\",\"" + target + "\"]}";

        assertProblem(shelf.post(links, link, "If-Match", "\"stale\""), 412, "PreconditionFailed",
                "precondition-failed");
        var linked = shelf.post(links, link);

        assertThat(linked.status()).isEqualTo(201);
        assertThat(linked.etag()).isEqualTo(shelf.get(path).etag());
        assertProblem(shelf.send("DELETE", links + "/0", SampleClient.JSON, "", "If-Match", "\"stale\""), 412,
                "PreconditionFailed", "precondition-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":1e2147483648}", "{\"n\":1e-2147483649}"})
    void refuses_a_number_that_nothing_can_hold(String body) {
        assertProblem(shelf.post("api/note", body), 400, "BadRequest", "malformed-request");
        assertProblem(shelf.send("QUERY", "api/note", SampleClient.JSON, body), 400, "BadRequest",
                "malformed-request");
    }

    @Test
    void refuses_more_conditions_than_a_query_may_have_also_empty_ones() {
        assertProblem(shelf.send("QUERY", "api/note", SampleClient.JSON,
                "{\"$or\":[" + "{},".repeat(50) + "{}]}"), 400, "BadRequest", "bad-query");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Accept: application/json;q=abc|400", "Accept: garbage|400",
            "Content-Type: garbage|415", "Content-Type: application/json; charset=latin1|415", "Host: <a>|400"})
    void answers_bad_headers_with_a_problem_and_makes_nothing(String header, int status) throws IOException {
        var mark = "h" + UUID.randomUUID().toString().substring(0, 8);

        var answer = raw("POST", header, "{\"id\":\"" + mark + "\",\"n\":1}");

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
        assertThat(shelf.get("api/note/" + mark).status()).isEqualTo(404);
    }

    @Test
    void removes_whatever_the_type_of_no_body() throws IOException {
        var id = shelf.post("api/note", "{\"n\":1}").id();

        assertThat(raw("DELETE /" + id, "Content-Type: ///", "")).startsWith("HTTP/1.1 200");
    }

    /** With a header that the platform's client would not send. */
    private String raw(String request, String header, String body) throws IOException {
        var space = request.indexOf(' ');
        var method = space < 0 ? request : request.substring(0, space);
        var headers = new LinkedHashMap<>(Map.of("Host", "localhost", "Connection", "close"));
        if (!body.isEmpty()) {
            headers.put("Content-Type", SampleClient.JSON);
        }
        headers.put(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2));
        var text = new StringBuilder(method + " " + url.getPath() + "api/note"
                + (space < 0 ? "" : request.substring(space + 1)) + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"PUT|api/fixed/a|{}|GET, HEAD, OPTIONS",
            "PATCH|api/fixed/a|{}|GET, HEAD, OPTIONS",
            "DELETE|api/fixed/a|{}|GET, HEAD, OPTIONS", "PATCH|api/fixed|{}|GET, HEAD, QUERY, POST, OPTIONS",
            "DELETE|api/fixed|{}|GET, HEAD, QUERY, POST, OPTIONS", "PUT|api/fixed|{}|GET, HEAD, QUERY, POST, OPTIONS",
            "POST|api/fixed|[{\"id\":\"x\"}]|GET, HEAD, QUERY, POST, OPTIONS"})
    void says_which_methods_there_are(String method, String path, String body, String allowed) {
        shelf.post("api/fixed", "{\"id\":\"a\"}");

        var refused = shelf.send(method, path, SampleClient.JSON, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(405);
        assertThat(refused.object().getString("name")).isEqualTo("MethodNotAllowed");
        assertThat(refused.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"api/fixed|GET, HEAD, QUERY, POST, OPTIONS", "api/fixed/a|GET, HEAD, OPTIONS",
            "api/note/a|GET, HEAD, PUT, PATCH, DELETE, OPTIONS"})
    void tells_which_methods_there_are(String path, String allowed) {
        var answer = shelf.send("OPTIONS", path, SampleClient.JSON, "");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83c", "\\udf0d\\ud83c", "a\\u0000b"})
    void refuses_a_text_that_is_none(String text) {
        assertProblem(shelf.post("api/note", "{\"text\":[\"%s\"]}".formatted(text)), 422, "Unprocessable",
                "invalid-record");
    }

    @Test
    void changes_many_at_once() {
        var mark = UUID.randomUUID().toString();
        shelf.post("api/note", "[{'n':1,'m':'%1$s'},{'n':2,'m':'%1$s'}]".replace('\'', '"').formatted(mark));

        assertProblem(shelf.patch("api/note?m=" + mark, "{\"done\":true}", "Prefer", "max-affected=1"), 422,
                "Unprocessable", "too-many-affected");
        assertThat(shelf.patch("api/note?m=" + mark, "{\"done\":true}").array()).hasSize(2);
        assertThat(shelf.delete("api/note?done=true&m=" + mark).array()).hasSize(2);
        assertThat(shelf.get("api/note?m=" + mark).array()).isEmpty();
    }

    @Test
    void does_a_request_with_a_key_once() {
        var key = UUID.randomUUID().toString();
        var body = "{\"n\":1}";

        var first = shelf.post("api/note", body, "Idempotency-Key", key);
        var second = shelf.post("api/note", body, "Idempotency-Key", key);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.etag()).isEqualTo(first.etag());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertProblem(shelf.post("api/note", "{\"n\":2}", "Idempotency-Key", key), 422, "Unprocessable",
                "idempotency-key-reused");
        assertProblem(shelf.post("api/note", body, "Idempotency-Key", "x".repeat(256)), 400, "BadRequest",
                "malformed-request");
        var path = "api/note/" + first.id();
        assertThat(shelf.patch(path, "{\"n\":5}", "Idempotency-Key", key).status()).isEqualTo(200);
    }

    @Test
    void ids_can_be_numbers() {
        var created = shelf.post("api/ticket", "{\"id\":7,\"text\":\"x\"}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/api/ticket/7");
        assertThat(shelf.get("api/ticket/7").object().getInt("id")).isEqualTo(7);
        assertThat(shelf.post("api/ticket", "{}").object().getJsonNumber("id").longValueExact()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/ticket/x", "api/ticket/07", "api/ticket/1e3", "api/token/7",
            "api/token/018F3A52-7A3C-7D00-8000-000000000001"})
    void ids_are_not_found_when_they_can_be_none(String path) {
        assertProblem(shelf.get(path), 404, "NotFound", "not-found");
        assertProblem(shelf.put(path, "{}", "If-None-Match", "*"), 404, "NotFound", "not-found");
        assertProblem(shelf.delete(path), 404, "NotFound", "not-found");
    }

    @Test
    void ids_can_be_made_by_an_update() {
        var created = shelf.put("api/ticket/8", "{\"text\":\"x\"}", "If-None-Match", "*");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.object().getInt("id")).isEqualTo(8);
    }

    @Test
    void actions_change_a_record() {
        var path = "api/account/" + shelf.post("api/account", "{\"password\":\"p\"}").id();

        var paid = shelf.post(path + "/pay", "{\"amount\":5}");

        assertThat(paid.status()).as(paid.body()).isEqualTo(200);
        assertThat(paid.object().getInt("balance")).isEqualTo(5);
        assertThat(paid.object()).doesNotContainKey("password");
        assertThat(paid.etag()).isEqualTo(shelf.get(path).etag());
        assertProblem(shelf.post(path + "/pay", "{\"amount\":0}"), 422, "Unprocessable", "bad-arguments");
        assertProblem(shelf.post(path + "/pay", "{}"), 422, "Unprocessable", "bad-arguments");
        assertProblem(shelf.post(path + "/empty", ""), 403, "Forbidden", "not-yours");
        assertProblem(shelf.patch(path, "{\"balance\":1000}"), 422, "Unprocessable", "invalid-record");
    }

    @Test
    void actions_answer_what_they_return() {
        assertThat(shelf.post("api/account/sum", "{\"first\":1,\"second\":2}").body()).isEqualTo("3");
        var path = "api/account/" + shelf.post("api/account", "{}").id();
        assertThat(shelf.post(path + "/forget", "").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/account/jump", "api/account/pay", "api/account/$secret", "api/account/%24links",
            "api/account/a/sum", "api/account/a/$jump", "api/account/a/find"})
    void actions_are_unknown(String path) {
        assertProblem(shelf.post(path, "{}"), 404, "NotFound", "unknown-method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$links", "%24links"})
    void links_lead_to_other_records(String links) {
        var note = "api/note/" + shelf.post("api/note", "{}").id();
        var ticket = shelf.post("api/ticket", "{\"text\":\"x\"}").object().get("id");
        var link = "{\"target\":[\"ticket\",\"" + ticket + "\"],\"title\":\"t\"}";

        var linked = shelf.post(note + "/" + links + "/needs", link);

        assertThat(linked.status()).as(linked.body()).isEqualTo(201);
        assertThat(linked.object()).isEqualTo(Answer.parse(link));
        assertThat(shelf.get(note + "/" + links).body()).isEqualTo("{\"needs\":[" + link + "]}");
        assertThat(shelf.get(note).object()).containsKey("_links");
        var expanded = shelf.get(note + "?$expand=needs");
        assertThat(expanded.object().getJsonObject("_embedded").getJsonArray("needs").getJsonObject(0).get("id"))
                .isEqualTo(ticket);
        assertThat(expanded.etag()).isEmpty();
        var unlinked = shelf.delete(note + "/" + links + "/needs/0");
        assertThat(unlinked.status()).isEqualTo(200);
        assertThat(unlinked.object()).isEqualTo(Answer.parse(link));
        assertThat(shelf.get(note).object()).doesNotContainKey("_links");
    }

    @Test
    void links_lead_somewhere() {
        var note = "api/note/" + shelf.post("api/note", "{}").id();

        assertProblem(shelf.post(note + "/$links/needs", "{\"target\":[\"ticket\",\"none\"]}"), 422,
                "Unprocessable", "invalid-record");
        assertProblem(shelf.delete(note + "/$links/needs/0"), 404, "NotFound", "not-found");
    }

    @Test
    void links_leave_a_history() {
        var note = shelf.post("api/note", "{\"n\":1}");
        shelf.patch("api/note/" + note.id(), "{\"n\":2}");
        shelf.delete("api/note/" + note.id());

        var history = shelf.get("api/note/" + note.id() + "/$history").array().getValuesAs(JsonObject.class);

        assertThat(history).extracting(event -> event.getString("type")).isEqualTo(
                List.of("note.created", "note.patched", "note.removed"));
        assertThat(history.get(0).getString("id")).isEqualTo(note.etag().replace("\"", ""));
        assertThat(history.get(1).getJsonObject("data").getJsonObject("patch").getInt("n")).isEqualTo(2);
        assertProblem(shelf.get("api/note/never/$history"), 404, "NotFound", "not-found");
    }
}
