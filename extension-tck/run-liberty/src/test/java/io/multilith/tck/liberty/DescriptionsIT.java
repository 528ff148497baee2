package io.multilith.tck.liberty;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 9 of the wire contract: what the server says of itself is true. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DescriptionsIT {
    private static final List<String> VALUES = List.of("null", "true", "1", "-1", "1.5", "3000000000", "\"1\"",
            "\"done\"", "\"gone\"", "[]", "{}", "\"" + "x".repeat(200) + "\"", "\"" + "x".repeat(201) + "\"");

    @ArquillianResource
    private URL url;
    private SampleClient sample;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Sample.war();
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        sample = new SampleClient(url.toURI());
    }

    /** Not of Payara's: it adds {@code endpoints}, which openapi-generator takes for a mistake. */
    @Test
    @Tag("liberty")
    void makes_a_client_that_creates_reads_changes_and_removes(@TempDir Path folder) throws Exception {
        var client = new GeneratedClient(folder);
        client.generate(openApi());

        assertThat(client.run(url.toString().replaceFirst("/$", "")))
                .isEqualTo("5, 5 done, 6, 7 text, 7 null, found, gone");
    }

    @Test
    void describes_collections_and_services_and_nothing_of_its_own() {
        var paths = Answer.parse(sample.get("openapi", "Accept", "application/json").body()).asJsonObject()
                .getJsonObject("paths");

        assertThat(paths).containsKeys("/api/power", "/api/power/{id}", "/api/power/{id}/$links",
                "/api/power/{id}/$history", "/api/greet/{friend}");
        assertThat(paths.keySet()).noneMatch(path -> path.contains("$multilith"));
    }

    @Test
    void describes_the_records_that_it_accepts() {
        var document = sample.get("api/$schema/power");
        var validators = new ValidatorFactory().withJsonNodeFactory(new JakartaJsonNode.Factory()).createValidator();
        var schema = validators.registerSchema(document.body());
        var write = URI.create(schema + "#/$defs/write");

        assertThat(document.header("Content-Type")).startsWith("application/schema+json");
        for (var body : bodies()) {
            var answer = sample.post("api/power", body.toString());

            assertThat(validators.validate(write, body.toString()).isValid()).as("%s: %s", body, answer.body())
                    .isEqualTo(answer.status() == 201);
            if (answer.status() == 201) {
                assertThat(validators.validate(schema, answer.body()).isValid()).as(answer.body()).isTrue();
            }
        }
    }

    @Test
    void describes_no_collection_that_there_is_not() {
        assertProblem(sample.get("api/$schema/nope"), 404, "NotFound", "unknown-collection");
    }

    @Test
    void describes_what_comes_and_goes_by_amqp() {
        var document = sample.get("api/$asyncapi");

        assertThat(document.header("Content-Type")).startsWith("application/json");
        assertThat(document.object().getString("asyncapi")).isEqualTo("3.0.0");
        assertThat(document.object().getJsonObject("operations")).containsKeys("rpc.greeter.greet", "rpc.power.find",
                "events.power", "events.power.to.power-worker.buildOnRequest");
    }

    /** Each field with each value, and without. */
    private static List<JsonObject> bodies() {
        var valid = Answer.parse("{\"value\": 1, \"status\": \"done\", \"result\": 1, \"description\": \"d\"}")
                .asJsonObject();
        var bodies = new ArrayList<>(List.of(valid, Json.createObjectBuilder(valid).add("no", 1).build()));
        for (var field : List.of("value", "status", "result", "description", "id")) {
            bodies.add(Json.createObjectBuilder(valid).remove(field).build());
            VALUES.stream().map(Answer::parse).filter(value -> !(field.equals("id") && value instanceof JsonString))
                    .map(value -> with(valid, field, value)).forEach(bodies::add);
        }
        return bodies;
    }

    private static JsonObject with(JsonObject record, String field, JsonValue value) {
        return Json.createObjectBuilder(record).add(field, value).build();
    }

    private String openApi() {
        return sample.get("openapi").body();
    }
}
