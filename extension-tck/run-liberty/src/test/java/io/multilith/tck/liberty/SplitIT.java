package io.multilith.tck.liberty;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The same WAR in two servers: what a client of the one asks for is done in the other. */
@Tag("liberty")
class SplitIT {
    private static SplitServers servers;

    @BeforeAll
    static void start() throws IOException {
        servers = new SplitServers().start();
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void a_record_of_the_other_server_is_made_changed_and_removed_with_its_versions() {
        var api = servers.api().client();

        var made = api.post("api/power", "{\"value\":3,\"status\":\"done\"}");
        var path = "api/power/" + made.object().getString("id");
        var changed = api.patch(path, "{\"value\":4}", "If-Match", made.etag());

        assertThat(made.status()).isEqualTo(201);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(servers.power().client().get(path).etag()).isEqualTo(changed.etag());
        assertProblem(api.patch(path, "{\"value\":5}", "If-Match", made.etag()), 412, "PreconditionFailed",
                "precondition-failed");
        assertProblem(api.patch(path, "{\"value\":\"x\"}"), 422, "Unprocessable", "invalid-value");
        assertThat(api.get("api/power?value=4&$limit=1").header("X-Total-Count")).isEqualTo("1");
        assertThat(api.delete(path).object().getInt("value")).isEqualTo(4);
        assertProblem(api.get(path), 404, "NotFound", "not-found");
    }

    @Test
    void a_request_to_a_service_of_the_other_server_is_answered_by_it() {
        assertThat(servers.power().client().get("api/greet/Matt").body()).isEqualTo("Hello Matt!");
        assertProblem(servers.power().client().get("api/todo/none"), 404, "NotFound", "not-found");
    }

    @Test
    void a_stream_of_the_other_server_s_records_goes_on_where_it_was() {
        var api = servers.api();
        var uri = api.uri().resolve("api/power?description=streamed");
        String id;
        String position;
        try (var stream = SampleStream.open(uri)) {
            stream.until("synced");
            id = api.client().post("api/power", "{\"value\":2,\"status\":\"done\",\"description\":\"streamed\"}")
                    .object()
                    .getString("id");
            var created = stream.next();
            assertThat(created.record().getString("id")).isEqualTo(id);
            position = created.id().orElseThrow();
        }
        servers.power().client().patch("api/power/" + id, "{\"value\":9}");

        try (var again = SampleStream.open(uri, "Last-Event-ID", position)) {
            assertThat(again.next().name()).contains("recovered");
            assertThat(again.next().record().getInt("value")).isEqualTo(9);
        }
    }

    @Test
    void the_page_loses_no_change_when_the_other_server_is_killed_and_started_again() {
        try (var page = new LivePage(servers.api().uri())) {
            page.open();
            page.add("7", "before");
            page.await(() -> page.shows("before", 7, 49));

            servers.power().kill();
            await().atMost(Patience.TIMEOUT).untilAsserted(() -> assertProblem(
                    servers.api().client().get("api/power"), 503, "Unavailable", "no-service"));
            assertThat(servers.api().client().get("api/todo").status()).isEqualTo(200);
            assertThat(servers.api().client().get("health/ready").status()).isEqualTo(200);
            servers.power().start();
            servers.power().client().post("api/power", "{\"value\":5,\"description\":\"after\"}");

            page.await(() -> page.shows("after", 5, 25));
            assertThat(page.shows("before", 7, 49)).isTrue();
            assertThat(page.text("#change-count")).as("each record made, and squared").isEqualTo("4");
        }
    }
}
