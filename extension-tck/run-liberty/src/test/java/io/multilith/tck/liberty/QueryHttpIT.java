package io.multilith.tck.liberty;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 2 of the wire contract, lists and queries, over HTTP. Each test finds its own records by their description. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class QueryHttpIT {
    @ArquillianResource
    private URL url;
    private SampleClient sample;
    private final String mark = "mark " + UUID.randomUUID();
    private final String mine = "description=" + encode(mark);

    @Deployment(testable = false)
    static WebArchive sample() {
        return Sample.war();
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        sample = new SampleClient(url.toURI());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"value=2 2", "value[$gte]=2 2,3,4", "value[$in][]=1&value[$in][]=4 1,4",
            "value%5B%24ne%5D=2 1,3,4", "$or[0][value]=1&$or[1][value][$gt]=3 1,4", "status=pending -",
            "result=null 1,2,3,4", "$sort[value]=-1 4,3,2,1", "$sort[value]=-1&$limit=2&$skip=1 3,2"})
    void finds_what_the_native_dialect_asks_for(String query, String values) {
        createFour();

        assertThat(values(mine + "&$sort[value]=1&" + query, query)).isEqualTo(values);
    }

    @Test
    void searches_the_description_in_any_case() {
        createFour();

        var found = sample.get("api/power?$search=" + encode(mark.toUpperCase(Locale.ROOT)));

        assertThat(found.array()).hasSize(4);
    }

    @Test
    void answers_react_admin() {
        createFour();

        var page = sample.get("api/power?sort=" + encode("[\"value\",\"DESC\"]") + "&range=" + encode("[1,2]")
                + "&filter=" + encode("{\"description\":\"" + mark + "\"}"));

        assertThat(values(page.array().getValuesAs(JsonObject.class))).isEqualTo("3,2");
        assertThat(page.header("Content-Range")).isEqualTo("power 1-2/4");
    }

    @Test
    void answers_json_server() {
        createFour();

        var page = sample.get("api/power?" + mine + "&_start=0&_end=2&_sort=value&_order=DESC");

        assertThat(values(page.array().getValuesAs(JsonObject.class))).isEqualTo("4,3");
        assertThat(page.header("X-Total-Count")).isEqualTo("4");
    }

    @Test
    void selects_fields() {
        createFour();

        var found = sample.get("api/power?" + mine + "&value=1&$select[]=value").array().getJsonObject(0);

        assertThat(found.keySet()).containsExactlyInAnyOrder("id", "value");
    }

    @Test
    void links_the_pages_of_a_list() {
        createFour();
        var first = sample.get("api/power?" + mine + "&$sort[value]=-1&$limit=3");

        var next = sample.get(link(first, "next"));

        assertThat(values(next.array().getValuesAs(JsonObject.class))).isEqualTo("1");
        assertThat(next.header("Content-Range")).isEqualTo("power 3-3/4");
        assertThat(values(sample.get(link(next, "prev")).array().getValuesAs(JsonObject.class))).isEqualTo("4,3,2");
        assertThat(values(sample.get(link(first, "last")).array().getValuesAs(JsonObject.class))).isEqualTo("1");
        assertThat(values(sample.get(link(next, "first")).array().getValuesAs(JsonObject.class))).isEqualTo("4,3,2");
    }

    @Test
    void gets_a_record_only_as_it_is_asked_for() {
        var id = create(7);

        assertThat(sample.get("api/power/" + id + "?value=7&$select[]=value").object().keySet())
                .containsExactlyInAnyOrder("id", "value");
        assertProblem(sample.get("api/power/" + id + "?value=8"), 404, "NotFound", "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope=1", "value[$regex]=1", "$where=1", "__proto__[a]=1", "value=big", "$sort[nope]=1",
            "$after=abc", "range=%5B0%2C9%5D&$limit=2", "filter=%7B", "value[$gt=1", "value=1&value=2",
            "$or[0][$or][0][$or][0][$or][0][$or][0][$or][0][value]=1"})
    void refuses_what_is_not_known(String query) {
        assertProblem(sample.get("api/power?" + query), 400, "BadRequest",
                query.equals("filter=%7B") ? "malformed-request" : "bad-query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"value=%zz", "filter={\"value\":1}", "value=1|2", "description=a^b"})
    void refuses_a_url_that_is_none(String query) throws IOException {
        var request = (HttpURLConnection) new URL(url, "api/power?" + query).openConnection();

        assertThat(request.getResponseCode()).isEqualTo(400);
        assertThat(request.getContentType()).isEqualTo("application/problem+json");
    }

    private void createFour() {
        List.of(1, 2, 3, 4).forEach(this::create);
    }

    private String create(int value) {
        return sample.post("api/power", Json.createObjectBuilder().add("value", value).add("status", "done")
                .add("description", mark).build().toString()).id();
    }

    /** The native dialect sorts by the first field named. */
    private String values(String sorted, String query) {
        var list = sample.get("api/power?" + (query.contains("$sort") ? mine + "&" + query : sorted)).array();
        return list.isEmpty() ? "-" : values(list.getValuesAs(JsonObject.class));
    }

    private static String values(List<JsonObject> records) {
        return records.stream().map(record -> Integer.toString(record.getInt("value")))
                .collect(Collectors.joining(","));
    }

    private static String link(Answer page, String relation) {
        return page.links().stream().filter(link -> link.contains("rel=\"" + relation + "\"")).findFirst().orElseThrow()
                .replaceFirst("<https?://[^/]*/([^>]*)>.*", "$1");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
