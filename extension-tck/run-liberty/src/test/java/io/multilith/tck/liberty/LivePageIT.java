package io.multilith.tck.liberty;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

import io.multilith.tck.liberty.LivePage.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** Opens the live page of the sample in a browser and watches it change. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("core")
class LivePageIT {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

    private static final String HOLD_THE_SNAPSHOT_BACK = """
            const fetchNow = window.fetch;
            window.fetch = async (...request) => {
                const answer = await fetchNow(...request);
                await new Promise(resolve => window.release = resolve);
                return answer;
            }""";

    private static final String LET_THE_CONNECTION_BE_CUT = """
            window.WebSocket = class extends WebSocket {
                constructor(url) {
                    super(window.isCut ? 'ws://127.0.0.1:1/' : url);
                    window.cut = () => { window.isCut = true; this.close(); };
                }
            }""";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String mine = "test " + UUID.randomUUID();
    private LivePage page;

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Sample.war();
    }

    @BeforeEach
    void start_a_browser() {
        page = new LivePage(URI.create(url.toString()));
    }

    @AfterEach
    void quit_the_browser() {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void a_record_added_by_the_form_appears_and_is_squared_by_itself() {
        page.open();

        page.add("7", mine);

        page.await(() -> page.shows(mine, 7, 49));
        assertThat(page.message()).isEmpty();
    }

    @Test
    void a_change_made_elsewhere_appears_without_reload() throws Exception {
        page.open();
        page.run("window.sameDocument = true");

        var id = post(3);
        page.await(() -> page.shows(mine, 3, 9));
        send("PATCH", "api/power/" + id, "{\"value\": 4, \"status\": \"pending\"}");
        page.await(() -> page.shows(mine, 4, 16));
        send("DELETE", "api/power/" + id, "");
        page.await(() -> page.row(mine).isEmpty());

        assertThat(page.run("return window.sameDocument")).isEqualTo(true);
    }

    @Test
    void the_randomizer_makes_twenty_records_that_change_by_themselves() {
        page.open();
        var before = ids(page.rows());

        page.click("#randomizer");
        page.await(() -> added(before).size() == 20);
        var made = added(before);
        page.await(() -> added(before).stream().filter(row -> !made.contains(row)).count() > 10);
        page.click("#randomizer");
        page.await(() -> page.text("#randomizer").startsWith("Run"));

        page.await(() -> added(before).stream().allMatch(Row::isSquared));
        assertThat(ids(added(before))).isEqualTo(ids(made));
        assertThat(Integer.parseInt(page.text("#change-count"))).isGreaterThan(40);
        assertThat(page.message()).isEmpty();
    }

    @Test
    void the_page_shows_why_the_server_refused() {
        page.open();

        page.add("seven", mine);
        page.await(() -> page.message().contains("/value"));
        assertThat(page.row(mine)).isEmpty();

        page.add("7", mine);
        page.await(() -> page.shows(mine, 7, 49));
        assertThat(page.message()).isEmpty();
    }

    @Test
    void two_pages_show_the_same() {
        var first = page.open().window();
        page.openAnother().add("5", mine);
        page.await(() -> page.shows(mine, 5, 25));
        var second = page.window();

        page.goTo(first);
        page.await(() -> page.shows(mine, 5, 25));
        page.add("6", mine + " again");
        page.await(() -> page.shows(mine + " again", 6, 36));
        page.remove(page.row(mine).orElseThrow());
        page.await(() -> page.row(mine).isEmpty());
        var shownByFirst = page.rows();

        page.goTo(second);
        page.await(() -> page.rows().equals(shownByFirst));
    }

    @Test
    void a_text_that_looks_like_markup_stays_text() {
        page.open();

        page.add("2", "<i>" + mine + "</i>");

        page.await(() -> page.shows("<i>" + mine + "</i>", 2, 4));
    }

    @Test
    void a_change_that_overtakes_the_snapshot_is_not_lost() throws Exception {
        page.prepare(HOLD_THE_SNAPSHOT_BACK).load();
        page.await(() -> page.run("return window.release") != null);

        post(8);
        page.run("window.release()");

        page.await(() -> page.shows(mine, 8, 64));
    }

    @Test
    void the_page_catches_up_after_its_connection_was_lost() throws Exception {
        page.prepare(LET_THE_CONNECTION_BE_CUT).open();
        var removed = post(3);
        page.await(() -> page.shows(mine, 3, 9));

        page.run("window.cut()");
        page.await(() -> !page.isConnected());
        send("DELETE", "api/power/" + removed, "");
        post(9);
        page.run("window.isCut = false");

        page.await(() -> page.shows(mine, 9, 81));
        assertThat(ids(page.rows())).doesNotContain(removed);
    }

    private List<Row> added(Set<String> before) {
        return page.rows().stream().filter(row -> !before.contains(row.id())).toList();
    }

    private static Set<String> ids(List<Row> rows) {
        return rows.stream().map(Row::id).collect(Collectors.toSet());
    }

    private String post(int value) throws IOException, InterruptedException {
        var created = send("POST", "api/power",
                "{\"value\": %d, \"status\": \"pending\", \"description\": \"%s\"}".formatted(value, mine));
        return ID.matcher(created).results().map(found -> found.group(1)).findFirst().orElseThrow();
    }

    private String send(String method, String path, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Patience.TIMEOUT)
                .header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)).build();
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body();
    }
}
