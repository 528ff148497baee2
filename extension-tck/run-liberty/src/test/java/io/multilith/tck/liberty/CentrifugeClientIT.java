package io.multilith.tck.liberty;

import java.util.Map;

import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The wire contract on the WebSocket, section 6, as Centrifugo's own client meets it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CentrifugeClientIT {
    private static Map<String, JsonObject> told;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Sample.war().addClass(SocketTokens.class);
    }

    @BeforeAll
    static void run_the_script() throws Exception {
        var client = ForeignClient.centrifuge();
        client.assumeInstalled();
        told = client.cases();
    }

    @Test
    void is_told_of_each_change_until_it_leaves() {
        assertTold("subscribe", """
                "recoverable": true, "positioned": true, "publications":
                ["1 todo.created 2030-01-01", "2 todo.patched 2030-01-02", "3 todo.removed 2030-01-02"]""");
    }

    @Test
    void is_told_what_a_query_in_the_channel_means() {
        assertTold("filter", "\"publications\": [\"todo.created 2030-01-01\", \"todo.removed \"]");
    }

    @Test
    void begins_with_the_records() {
        assertTold("snapshot", "\"due\": [\"2030-01-01\"]");
    }

    @Test
    void gets_what_it_missed_once() {
        assertTold("recover", """
                "recovered": [true, true, true], "publications": ["1 todo.created 2030-01-01",
                "2 todo.created 2030-02-01", "3 todo.created 2030-03-01", "4 todo.created 2030-02-02",
                "5 todo.created 2030-03-02", "6 todo.created 2030-02-03", "7 todo.created 2030-03-03",
                "8 todo.created 2030-04-01"]""");
    }

    @Test
    void is_told_that_what_it_missed_is_not_known_any_more() {
        assertTold("unrecoverable", "\"wasRecovering\": true, \"recovered\": false");
    }

    @Test
    void reads_the_history() {
        assertTold("history", "\"since\": [1, 2], \"last\": [3, 2], \"none\": [], \"lost\": 112");
    }

    @Test
    void calls_methods_and_collections() {
        assertTold("rpc", "\"greeting\": \"Hello Zoë!\", \"refused\": [404, 422, 404], \"found\": [true]");
    }

    @Test
    void is_refused_channels_that_are_none() {
        assertTold("refused", "\"refusals\": [404, 400], \"lives\": \"Hello Matt!\"");
    }

    @Test
    void renews_its_token_while_it_is_connected() {
        assertTold("refresh", "\"states\": [\"connecting\", \"connected\", \"disconnected\"]");
    }

    @Test
    void stays_away_with_a_token_that_is_none() {
        assertTold("no-token", "\"code\": 3500");
    }

    private static void assertTold(String name, String members) {
        assertThat(told.get(name)).isEqualTo(Answer.parse("{\"case\": \"" + name + "\", " + members + "}"));
    }
}
