package io.multilith.tck.liberty;

import java.net.URISyntaxException;
import java.net.URL;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of RFC 7396, and each operation of RFC 6902 with what can be wrong with it, on records without a schema. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PatchHttpIT {
    @ArquillianResource
    private URL url;
    private SampleClient shelf;

    @Deployment(testable = false)
    static WebArchive shelf() {
        return CollectionHttpIT.shelf();
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        shelf = new SampleClient(url.toURI());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/merge-patch.txt", delimiter = '|', quoteCharacter = '`')
    void merges(String before, String patch, String after) {
        assertPatched("application/merge-patch+json", before, patch, after);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/json-patch.txt", delimiter = '|', quoteCharacter = '`')
    void applies(String before, String patch, String after) {
        assertPatched("application/json-patch+json", before, patch, after);
    }

    /** After is the record, or the status of the refusal. */
    private void assertPatched(String type, String before, String patch, String after) {
        var path = "api/note/" + shelf.post("api/note", before).id();

        var answer = shelf.send("PATCH", path, type, patch);

        if (after.matches("[0-9]{3}")) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(Integer.parseInt(after));
            assertThat(withoutId(shelf.get(path).object())).isEqualTo(Answer.parse(before));
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(withoutId(answer.object())).isEqualTo(Answer.parse(after));
            assertThat(withoutId(shelf.get(path).object())).isEqualTo(Answer.parse(after));
        }
    }

    private static JsonObject withoutId(JsonObject record) {
        return Json.createObjectBuilder(record).remove("id").build();
    }
}
