package io.multilith.tck.liberty;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static io.multilith.tck.liberty.ProblemShape.pointers;
import static org.assertj.core.api.Assertions.assertThat;

/** Jakarta REST methods of a service run as the calls of every other transport do, and stay Jakarta REST methods. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WebDeskIT {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @ArquillianResource
    private URL url;
    private SampleClient desk;

    @Deployment(testable = false)
    static WebArchive desk() {
        return ShrinkWrap.create(WebArchive.class, "desk.war").merge(Sample.war(), Filters.include("/WEB-INF/lib/.*"))
                .addClass(WebDesk.class).addClasses(WebDesk.class.getDeclaredClasses())
                .addAsResource(new StringAsset("multilith.desk.concurrency=2\n"),
                        "META-INF/microprofile-config.properties");
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        desk = new SampleClient(url.toURI());
    }

    @Test
    void runs_through_the_workers_with_the_caller() {
        var before = tally("desk.hello Returned");

        assertThat(get("desk/hello").body()).isEqualTo("Hello anonymous");
        assertThat(get("desk/hello", WebDesk.USER, "olive").body()).isEqualTo("Hello olive");

        assertThat(tally("desk.hello Returned")).isEqualTo(before + 2);
    }

    @Test
    void takes_the_context_from_the_headers_and_hands_it_on() {
        var answer = get("desk/context", "Tenant", "acme", "Accept-Language", "fr;q=0.5, de-CH", "traceparent", TRACE,
                WebDesk.USER, "olive", "call-id-stack", "a,b,c");

        assertThat(answer.body()).isEqualTo("acme de_CH olive " + TRACE + " 1\nacme de_CH olive " + TRACE + " 2");
    }

    @Test
    void has_no_context_that_nobody_sent() {
        assertThat(get("desk/context", "Accept-Language", "*").body()).isEqualTo("- - - - 1\n- - - - 2");
    }

    @Test
    void leaves_alone_what_is_not_the_method_of_the_request() {
        assertThat(get("plain").body()).isEqualTo("plain false");
        assertThat(get("plain/through").body()).isEqualTo("Hello anonymous");
        assertThat(get("desk/part").body()).isEqualTo("part false");
        assertThat(tally("desk.part Returned")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crowd", "stage-crowd"})
    void runs_no_more_calls_at_once_than_the_service_has_workers(String path) {
        var calls = IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(() -> get("desk/" + path).body()))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join)).containsOnly("out");
        assertThat(get("plain/most").body()).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"refuse, NoFriend", "decline, IllegalArgumentException", "stage-refuse, NoFriend"})
    void answers_an_expected_exception_with_its_code(String path, String code) {
        var answer = get("desk/" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.object().getString("errorCode")).isEqualTo(code);
        assertThat(answer.object().getString("className")).isEqualTo("expected-failure");
        assertThat(answer.object().getString("instance")).isEqualTo("/desk/api/desk/" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk/fail", "desk/error", "desk/stage-fail", "desk/blank", "plain/fail"})
    void answers_a_failure_with_an_id_that_is_in_the_log_once(String path) throws IOException {
        var answer = get(path);

        assertProblem(answer, 500, "GeneralError", "general-error");
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(answer.object().getString("instance")).isEqualTo("/desk/api/" + path);
        var errorId = answer.object().getString("errorId");
        assertThat(log()).filteredOn(line -> line.contains(errorId)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "stage-fail"})
    void logs_a_failure_only_once_whatever_its_id(String path) throws IOException {
        var before = failures();

        get("desk/" + path);

        assertThat(failures()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"teapot, teapot", "stage-teapot, stageTeapot"})
    void lets_the_applications_own_mapper_answer(String path, String method) {
        var answer = get("desk/" + path);

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("short and stout");
        assertThat(tally("desk." + method + " Failed")).isPositive();
    }

    @Test
    void tells_listeners_how_a_stage_ended() {
        var failed = tally("desk.stageFail Failed");
        var refused = tally("desk.stageRefuse ExpectedFailure");

        get("desk/stage-fail");
        get("desk/stage-refuse");

        assertThat(tally("desk.stageFail Failed")).isEqualTo(failed + 1);
        assertThat(tally("desk.stageRefuse ExpectedFailure")).isEqualTo(refused + 1);
    }

    @Test
    void passes_on_the_answers_of_jakarta_rest() {
        assertProblem(get("desk/missing"), 404, "NotFound", "not-found");
        assertProblem(get("desk/stage-missing"), 404, "NotFound", "not-found");
        assertProblem(get("desk/closed"), 503, "Unavailable", "unavailable");
        assertThat(get("desk/closed").object().getString("errorId")).isNotBlank();
        assertThat(get("desk/elsewhere").status()).isEqualTo(303);
        assertThat(get("desk/own").status()).isEqualTo(409);
        assertThat(get("desk/own").body()).isEqualTo("own body");
        assertProblem(get("desk/chosen"), 409, "Conflict", "taken");
        assertThat(tally("desk.missing ExpectedFailure")).isPositive();
        assertThat(tally("desk.stageMissing ExpectedFailure")).isPositive();
        assertThat(tally("desk.closed Failed")).isPositive();
        assertThat(tally("desk.elsewhere Returned")).isPositive();
        assertThat(tally("desk.own ExpectedFailure")).isPositive();
    }

    @Test
    void answers_with_what_the_method_returned() {
        assertThat(get("desk/response").status()).isEqualTo(202);
        assertThat(get("desk/response").header("X-Own")).isEqualTo("kept");
        assertThat(get("desk/nothing").status()).isEqualTo(204);
        assertThat(get("desk/stage").body()).isEqualTo("staged");
        assertThat(get("desk/suspended").body()).isEqualTo("resumed");
        assertThat(tally("desk.stage Returned")).isPositive();
        assertThat(tally("desk.suspended Returned")).isPositive();
    }

    @Test
    void says_where_the_request_breaks_the_rules() {
        var parameters = get("desk/number/10");
        var body = desk.post("api/desk/order", "{\"name\": \"\", \"number\": 10}");

        assertProblem(parameters, 422, "Unprocessable", "bad-arguments");
        assertThat(pointers(parameters.object())).containsExactly("/name", "/number");
        assertProblem(body, 422, "Unprocessable", "bad-arguments");
        assertThat(pointers(body.object())).containsExactly("/name", "/number");
        assertThat(get("desk/number/9?name=x").body()).isEqualTo("x9");
    }

    @ParameterizedTest
    @CsvSource({"GET, desk/nowhere, 404", "POST, desk/hello, 405", "POST, desk/order, 400", "GET, desk/number/x, 404"})
    void answers_every_refusal_of_the_server_with_a_problem(String method, String path, int status) {
        var answer = desk.send(method, "api/" + path, SampleClient.JSON, "{");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.object().getString("instance")).isEqualTo("/desk/api/" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$dlq", "%24dlq", "$dlq/mail.onOrder", "$dlq/mail.onOrder/1", "$entrypoints"})
    void is_closed_to_all_but_operators(String path) {
        assertProblem(get(path), 401, "NotAuthenticated", "not-authenticated");
        assertProblem(get(path, WebDesk.USER, "matt"), 403, "Forbidden", "forbidden");
        assertThat(get(path, WebDesk.USER, "olive/operator").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"POST, $dlq/mail.onOrder/1/retry", "DELETE, $dlq/mail.onOrder/1",
            "POST, $entrypoints/clerk.whose/Rpc/pause", "POST, $entrypoints/clerk.whose/Rpc/resume"})
    void lets_nobody_else_and_no_page_of_another_site_change_anything(String method, String path) {
        assertProblem(change(method, path), 401, "NotAuthenticated", "not-authenticated");
        assertProblem(change(method, path, WebDesk.USER, "matt"), 403, "Forbidden", "forbidden");
        for (var lure : List.of(List.of("Sec-Fetch-Site", "cross-site"), List.of("Sec-Fetch-Site", "same-site"),
                List.of("Origin", "http://evil.example"), List.of("Origin", "null"))) {
            assertProblem(change(method, path, WebDesk.USER, "olive/operator", lure.get(0), lure.get(1)), 403,
                    "Forbidden", "cross-site");
        }
    }

    @Test
    void shows_and_disposes_of_dead_letters() {
        assertThat(operate("GET", "$dlq").body())
                .isEqualTo("[{\"handler\":\"mail.many\",\"letters\":1000,\"more\":true},"
                        + "{\"handler\":\"mail.onOrder\",\"letters\":2}]");
        assertThat(operate("GET", "$dlq/mail.onOrder?limit=1").array()).hasSize(1);
        assertThat(operate("GET", "%24dlq/mail.onOrder/1").object()).isEqualTo(Answer.parse("""
                {"id": "1", "handler": "mail.onOrder", "origin": "events.orders", "reason": "It failed.",
                 "attempts": 5, "buried": "2026-11-22T10:00:00Z", "body": "{\\"id\\":1}", "masked": false,
                 "eventId": "event-1", "type": "order.placed", "errorId": "error-1"}"""));
        assertProblem(operate("GET", "$dlq/mail.onOrder?limit=1001"), 400, "BadRequest", "bad-query");
        assertProblem(operate("GET", "$dlq/mail.nobody"), 404, "NotFound", "unknown-letter");
        assertProblem(operate("GET", "$dlq/mail.away"), 503, "Unavailable", "broker-unavailable");
        assertProblem(operate("POST", "$dlq/mail.onOrder/m%2F2/retry"), 409, "Conflict", "masked");
        assertProblem(operate("DELETE", "$dlq/mail.onOrder/9"), 404, "NotFound", "unknown-letter");
        assertThat(operate("POST", "$dlq/mail.onOrder/1/retry").status()).isEqualTo(204);
        assertThat(operate("DELETE", "$dlq/mail.onOrder/m%2F2").status()).isEqualTo(204);
        assertThat(operate("GET", "$dlq/mail.disposed").array().getValuesAs(JsonObject.class))
                .extracting(letter -> letter.getString("id")).containsExactly("discarded m/2", "retried 1");
    }

    @Test
    void pauses_and_resumes_an_entrypoint() {
        assertThat(operate("GET", "$entrypoints").body()).contains("{\"name\":\"clerk.whose/Rpc\",\"paused\":false}");

        assertThat(operate("POST", "%24entrypoints/clerk.whose/Rpc/pause").status()).isEqualTo(204);
        assertThat(operate("GET", "$entrypoints").body()).contains("{\"name\":\"clerk.whose/Rpc\",\"paused\":true}");
        assertThat(operate("POST", "$entrypoints/clerk.whose/Rpc/resume").status()).isEqualTo(204);
        assertThat(operate("GET", "$entrypoints").body()).contains("{\"name\":\"clerk.whose/Rpc\",\"paused\":false}");
        assertProblem(operate("POST", "$entrypoints/clerk.nothing/Rpc/pause"), 404, "NotFound", "unknown-entrypoint");
    }

    @Test
    void keeps_the_context_of_each_socket_apart() {
        var sockets = IntStream.range(0, 40).parallel().mapToObj(i -> SampleSocket.connect(realtime(), "Tenant",
                "tenant-" + i, "Accept-Language", "fr;q=0.1, de-CH", "traceparent", TRACE)).toList();

        for (var i = 0; i < sockets.size(); i++) {
            var socket = sockets.get(i);
            socket.send("{\"id\": 1, \"connect\": {}}\n{\"id\": 2, \"rpc\": {\"method\": \"desk.overSocket\"}}");
            assertThat(socket.next()).containsKey("connect");
            var expected = "tenant-" + i + " de_CH - " + TRACE;
            assertThat(socket.next().getJsonObject("rpc").getString("data"))
                    .isEqualTo(expected + " 1\n" + expected + " 2");
            socket.abort();
        }
    }

    private URI realtime() {
        return URI.create("ws://" + url.getAuthority() + url.getPath() + "realtime");
    }

    private Answer get(String path, String... headers) {
        return desk.get("api/" + path, headers);
    }

    private Answer operate(String method, String path) {
        return change(method, path, WebDesk.USER, "olive/operator");
    }

    private Answer change(String method, String path, String... headers) {
        return desk.send(method, "api/" + path, SampleClient.JSON, "", headers);
    }

    private int tally(String end) {
        for (var entry : List.of(get("plain/tally").body().replaceAll("[{}]", "").split(", "))) {
            if (entry.startsWith(end + "=")) {
                return Integer.parseInt(entry.substring(end.length() + 1));
            }
        }
        return 0;
    }

    private static long failures() throws IOException {
        return log().stream().filter(line -> line.contains("ML0120") || line.contains("ML0500")).count();
    }

    private static List<String> log() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("multilith.tck.server-log")));
    }
}
