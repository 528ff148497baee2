package io.multilith.tck.liberty;

import java.net.URISyntaxException;
import java.net.URL;
import java.util.Map;

import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The JavaScript client as the server hands it out, in Node. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class MultilithJsIT {
    private static final String CLIENT = "multilith/multilith.js";
    private static Map<String, JsonObject> told;

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Sample.war().addClass(SocketTokens.class);
    }

    @BeforeAll
    static void run_the_script() throws Exception {
        var client = ForeignClient.multilith();
        client.assumeInstalled();
        told = client.cases();
    }

    @Test
    void is_served_as_a_module_that_is_looked_at_again() throws URISyntaxException {
        var sample = new SampleClient(url.toURI());
        var answer = sample.get(CLIENT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").replace(" ", ""))
                .isEqualToIgnoringCase("text/javascript;charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.body()).contains("export class Multilith ");
        assertThat(sample.get(CLIENT, "If-None-Match", answer.etag()).status()).isEqualTo(304);
        assertThat(sample.get(CLIENT, "If-None-Match", "\"another\"").status()).isEqualTo(200);
        assertThat(sample.get("multilith/multilith.d.ts").body()).contains("export class Multilith ");
        assertThat(sample.get("multilith/none.js").status()).isEqualTo(404);
        assertThat(sample.get("multilith/").status()).isEqualTo(404);
    }

    @Test
    void reads_and_writes_records() {
        var crud = told.get("crud");

        assertThat(crud.getJsonObject("got")).isEqualTo(crud.getJsonObject("created"));
        assertThat(crud.getJsonObject("patched").getString("due")).isEqualTo("2030-01-01");
        assertThat(crud.getJsonObject("pointed").getBoolean("done")).isTrue();
        assertThat(crud.getJsonObject("replaced")).doesNotContainKey("due");
        assertThat(crud.get("found")).hasToString("[\"2030-01-03\",\"2030-01-02\"]");
        assertThat(crud.getInt("total")).isEqualTo(2);
        assertThat(crud.getInt("removed")).isEqualTo(3);
    }

    @Test
    void knows_versions_and_tells_problems() {
        var crud = told.get("crud");

        assertThat(crud.getJsonArray("versions").getString(0)).isNotEmpty()
                .isEqualTo(crud.getJsonArray("versions").getString(1));
        assertFailure(crud.getJsonObject("stale"), 412, "PreconditionFailed");
        assertFailure(crud.getJsonObject("gone"), 404, "NotFound");
        assertFailure(crud.getJsonObject("wrong"), 422, "Unprocessable");
        assertThat(crud.getJsonObject("wrong").getString("message")).contains("/text");
        assertFailure(crud.getJsonObject("unknown"), 400, "BadRequest");
    }

    @Test
    void links_records() {
        assertTold("links", "\"linked\": true, \"left\": {}");
    }

    @Test
    void calls_actions() {
        var action = told.get("action");

        assertThat(action.getInt("cleared")).isPositive();
        assertFailure(action.getJsonObject("gone"), 404, "NotFound");
        assertFailure(action.getJsonObject("unknown"), 404, "NotFound");
    }

    @Test
    void calls_methods() {
        var rpc = told.get("rpc");

        assertThat(rpc.getString("greeting")).isEqualTo("Hello Zoë!");
        assertFailure(rpc.getJsonObject("unknown"), 404, "NotFound");
        assertFailure(rpc.getJsonObject("wrong"), 422, "Unprocessable");
        assertThat(rpc.getJsonObject("wrong").getString("message")).contains("/kwargs/friend");
    }

    @Test
    void keeps_what_a_query_means_in_order() {
        assertTold("live", """
                "all": ["snapshot 2030-01-02", "created entered 2030-01-01,2030-01-02",
                "patched 2030-01-01,2030-01-02", "patched 2030-01-02,2030-01-03", "patched 2030-01-02,2030-01-03",
                "patched 2030-01-02,2030-01-03", "removed left 2030-01-03", "removed left "],
                "done": ["snapshot ", "created entered 2030-01-01", "patched 2030-01-03", "removed left ",
                "created entered 2030-01-03", "removed left "], "iterated": 0""");
    }

    @Test
    void subscribes_once_for_several_who_want_the_same() {
        assertTold("shared", """
                "up": ["snapshot ", "created entered 2030-01-01", "created entered 2030-01-01,2030-01-02"],
                "down": ["snapshot 2030-01-02,2030-01-01", "created entered 2030-01-03,2030-01-02,2030-01-01"],
                "again": ["snapshot 2030-01-01,2030-01-02,2030-01-03,2030-01-04"]""");
    }

    @Test
    void tells_that_a_subscription_was_refused() {
        assertFailure(told.get("refused").getJsonObject("failure"), 400, "BadRequest");
        assertThat(told.get("refused").get("errors")).hasToString("[400]");
    }

    @Test
    void gets_what_it_missed_once() {
        assertTold("resume", """
                "told": ["snapshot ", "created entered 2030-01-01",
                "created entered 2030-01-01", "patched 2030-01-01", "removed left 2030-01-01",
                "created entered 2030-01-01", "patched 2030-01-01", "removed left 2030-01-01",
                "created entered 2030-01-01", "patched 2030-01-01", "removed left 2030-01-01"]""");
    }

    @Test
    void puts_what_it_missed_in_order_at_once() {
        assertTold("many-missed", "\"changes\": 1000, \"arrays\": 1, \"sorted\": true");
    }

    @Test
    void follows_rights_that_change_without_leaving_its_place() {
        assertTold("rights", """
                "told": ["snapshot a", "removed", "created b", "patched b"], "asked": [null, 8],
                "versions": [null, null, null, "\\"e-1\\""]""");
    }

    @Test
    void has_the_types_that_it_says() {
        assertTold("types",
                """
                        "errors": [], "missing": [], "undeclared": ["Subscription.replace", "Subscription.change", "Subscription.fail"],
                        "values": ["Multilith", "MultilithError", "versionOf"],
                        "exports": ["Multilith", "MultilithError", "versionOf"]""");
    }

    @Test
    void begins_anew_where_what_it_missed_is_not_known_any_more() {
        assertTold("reset", """
                "told": ["snapshot ", "created entered 2030-01-01", "snapshot 2030-01-01,2030-01-02",
                "created entered 2030-01-01,2030-01-02,2030-01-03"]""");
    }

    @Test
    void says_that_it_does_not_know_whether_a_record_was_created() {
        var outcome = told.get("outcome-unknown");

        assertFailure(outcome.getJsonObject("failure"), 504, "OutcomeUnknown");
        assertThat(outcome.getJsonObject("failure").getBoolean("isOutcomeUnknown")).isTrue();
        assertThat(outcome.getInt("created")).isEqualTo(1);
        assertFailure(outcome.getJsonObject("read"), 503, "Unavailable");
    }

    @Test
    void creates_once_by_a_key() {
        assertThat(told.get("outcome-unknown").getBoolean("again")).isTrue();
        assertThat(told.get("outcome-unknown").getInt("now")).isEqualTo(1);
    }

    @Test
    void says_that_it_does_not_know_what_became_of_a_call() {
        var call = told.get("call-cut");

        assertFailure(call.getJsonObject("failure"), 504, "OutcomeUnknown");
        assertThat(call.getString("then")).isEqualTo("Hello Matt!");
    }

    @Test
    void goes_on_after_it_was_closed() {
        assertTold("closed", "\"closed\": \"closed\", \"told\": [\"snapshot \", \"created entered 2030-01-01\"]");
    }

    @Test
    void renews_its_token_before_it_ends() {
        var tokens = told.get("tokens");

        assertThat(tokens.get("reasons")).hasToString("[false,true,true,true]");
        assertThat(tokens.get("states")).hasToString("[\"connecting\",\"connected\",\"closed\"]");
        assertThat(tokens.getJsonObject("failure").getInt("status")).isEqualTo(401);
        assertFailure(tokens.getJsonObject("late"), 401, "NotAuthenticated");
        assertThat(tokens.getString("state")).isEqualTo("closed");
    }

    @Test
    void comes_back_only_where_it_may() {
        assertTold("close-codes", """
                "outcomes": {"1001": "again", "3005": "again", "3008": "again", "3010": "again", "3012": "again",
                "3500": 401, "3501": 400, "3504": 429, "3507": 403}""");
    }

    @Test
    void takes_frames_that_hold_several_answers() {
        assertTold("frames", "\"heard\": [\"connect\", \"subscribe\", \"pong\"], \"told\": [\"1\", \"1,2\"]");
    }

    @Test
    void leaves_a_server_that_is_silent() {
        assertTold("silence", "\"connections\": 2");
    }

    @Test
    void refuses_what_would_mean_something_else_on_its_way() {
        assertTold("queries",
                "\"empty\": \"TypeError\", \"none\": \"TypeError\", \"version\": \"TypeError\", \"socket\": \"TypeError\"");
    }

    private static void assertFailure(JsonObject failure, int status, String name) {
        assertThat(failure.getInt("status")).isEqualTo(status);
        assertThat(failure.getString("name")).isEqualTo(name);
    }

    private static void assertTold(String name, String members) {
        assertThat(told.get(name)).isEqualTo(Answer.parse("{\"case\": \"" + name + "\", " + members + "}"));
    }
}
