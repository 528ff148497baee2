package io.multilith.tck.liberty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpServer;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Pages of configured origins may ask and read the answers, and no others. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CorsIT {
    private static final String CONFIGURATION = "META-INF/microprofile-config.properties";
    private static final String FRIEND = "https://app.example.com";
    private static final String STRANGER = "https://evil.example.com";
    private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";

    /** Serves an empty page: another port is another origin. */
    private static final HttpServer ELSEWHERE = elsewhere();

    @ArquillianResource
    private URL url;
    private SampleClient sample;

    @Deployment(testable = false)
    static WebArchive sample() throws IOException {
        var war = Sample.war();
        try (var own = war.get("/WEB-INF/classes/" + CONFIGURATION).getAsset().openStream()) {
            return war.addAsResource(new StringAsset(new String(own.readAllBytes(), StandardCharsets.UTF_8)
                    + "\nmultilith.http.cors-origins=" + FRIEND + ", " + origin()
                    + "\nmultilith.http.cors-credentials=true\nmultilith.http.cors-max-age=PT5M\n"), CONFIGURATION);
        }
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        sample = new SampleClient(url.toURI());
    }

    @AfterAll
    static void stop() {
        ELSEWHERE.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/power", "api/power/some-id", "api/greet/Matt", "api/$schema/power", "api/$dlq",
            "api/"})
    void answers_what_a_browser_asks_first(String path) {
        var answer = preflight(path, FRIEND);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header(ALLOWED_ORIGIN)).isEqualTo(FRIEND);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("content-type,if-match");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("300");
        assertThat(vary(answer)).contains("Origin");
    }

    @Test
    void tells_a_stranger_nothing_before_it_asks() {
        var answer = preflight("api/power", STRANGER);

        assertThat(corsHeaders(answer)).isEmpty();
        assertThat(vary(answer)).contains("Origin");
    }

    @Test
    void lets_a_friend_read_the_answer_and_its_headers() {
        var answer = sample.get("api/power", "Origin", FRIEND);

        assertThat(answer.header(ALLOWED_ORIGIN)).isEqualTo(FRIEND);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("Content-Range", "X-Total-Count", "ETag",
                "Link", "Location", "Preference-Applied");
        assertThat(vary(answer)).contains("Origin", "Accept");
    }

    @Test
    void lets_a_friend_read_a_refusal() {
        var answer = sample.get("api/power/none", "Origin", FRIEND);

        assertProblem(answer, 404, "NotFound", "not-found");
        assertThat(answer.header(ALLOWED_ORIGIN)).isEqualTo(FRIEND);
    }

    @Test
    void lets_a_friend_write() {
        var answer = sample.post("api/power", "{\"value\": 2, \"status\": \"done\"}", "Origin", FRIEND);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header(ALLOWED_ORIGIN)).isEqualTo(FRIEND);
    }

    @ParameterizedTest
    @ValueSource(strings = {STRANGER, "null", "https://app.example.com.evil.example.com", "http://app.example.com"})
    void lets_no_stranger_read(String stranger) {
        var answer = sample.get("api/power", "Origin", stranger);

        assertThat(corsHeaders(answer)).isEmpty();
        assertThat(vary(answer)).contains("Origin");
    }

    @Test
    void lets_a_page_of_another_port_change_a_record() throws Exception {
        try (var page = new LivePage(new URI(origin() + "/"))) {
            page.load();

            var said = page.run("""
                    const power = '%sapi/power';
                    const send = (method, path, body, headers) => fetch(power + path, {method, credentials: 'include',
                        body: JSON.stringify(body), headers: {'Content-Type': 'application/json', ...headers}});
                    return (async () => {
                        const created = await send('POST', '', {value: 3, status: 'done'});
                        const record = await created.json();
                        const changed = await send('PATCH', '/' + record.id, {value: 4},
                            {'If-Match': created.headers.get('ETag')});
                        const list = await fetch(power);
                        return [created.status, changed.status, (await changed.json()).value,
                            list.headers.has('X-Total-Count')].join();
                    })()""".formatted(url));

            assertThat(said).isEqualTo("201,200,4,true");
        }
    }

    private Answer preflight(String path, String origin) {
        return sample.send("OPTIONS", path, "text/plain", "", "Origin", origin, "Access-Control-Request-Method",
                "PATCH", "Access-Control-Request-Headers", "content-type,if-match");
    }

    private static List<String> corsHeaders(Answer answer) {
        return answer.response().headers().map().keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-")).toList();
    }

    private static String vary(Answer answer) {
        return String.join(", ", answer.response().headers().allValues("Vary"));
    }

    private static String origin() {
        return "http://localhost:" + ELSEWHERE.getAddress().getPort();
    }

    private static HttpServer elsewhere() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var page = "<!doctype html><title>elsewhere</title>".getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of("text/html")));
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
