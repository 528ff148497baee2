package io.multilith.impl.http.openapi;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.resource.Action;
import io.multilith.resource.Hidden;
import io.multilith.resource.Operation;
import io.multilith.resource.ReadOnly;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.Searchable;
import io.smallrye.openapi.runtime.io.Format;
import io.smallrye.openapi.runtime.io.OpenApiSerializer;

import static org.assertj.core.api.Assertions.assertThat;

@EnableWeld
class OpenApiModelTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    WeldInitiator application = Deployed.application(Things.class, StrictThings.class, Notes.class);

    private JsonObject api;

    @BeforeEach
    @SuppressWarnings("deprecation") // what replaces it reads the class path first
    void read() throws IOException {
        var text = OpenApiSerializer.serialize(new OpenApiReader().buildModel(), Format.JSON);
        try (var reader = Json.createReader(new StringReader(text))) {
            api = reader.readObject();
        }
    }

    @Test
    void has_every_operation_of_a_collection() {
        assertThat(methods("/thing")).containsExactlyInAnyOrder("get", "post");
        assertThat(methods("/thing/{id}")).containsExactlyInAnyOrder("get", "put", "patch", "delete");
        assertThat(api.getJsonObject("paths")).containsKeys("/thing/{id}/$links", "/thing/{id}/$links/{relation}",
                "/thing/{id}/$links/{relation}/{index}", "/thing/{id}/$history", "/thing/{id}/grow", "/thing/count");
    }

    @Test
    void leaves_out_what_a_collection_does_not_offer() {
        assertThat(methods("/strict-thing")).containsExactlyInAnyOrder("get", "delete");
        assertThat(methods("/strict-thing/{id}")).containsExactlyInAnyOrder("get", "patch");
    }

    @Test
    void gives_each_operation_an_id_of_its_own() {
        var ids = new ArrayList<String>();
        api.getJsonObject("paths").values().forEach(path -> path.asJsonObject().values().forEach(operation -> {
            if (operation instanceof JsonObject object && object.containsKey("operationId")) {
                ids.add(object.getString("operationId"));
            }
        }));

        assertThat(ids).hasSizeGreaterThan(20).doesNotHaveDuplicates().contains("findThing", "removeManyStrictThing");
    }

    @Test
    void demands_the_version_where_a_collection_does() {
        assertThat(parameter("/strict-thing/{id}", "patch", "If-Match").getBoolean("required")).isTrue();
        assertThat(parameter("/thing/{id}", "patch", "If-Match").getBoolean("required", false)).isFalse();
        assertThat(responses("/strict-thing/{id}", "patch")).containsKeys("200", "204", "412", "422", "428");
        assertThat(responses("/thing/{id}", "patch")).doesNotContainKey("428");
    }

    @Test
    void answers_a_list_as_a_page_where_a_collection_does() {
        assertThat(content("/strict-thing", "get", "200").keySet()).containsExactly("application/json;profile=page");
        assertThat(content("/thing", "get", "200").getJsonObject("application/json").getJsonObject("schema")
                .getString("type")).isEqualTo("array");
        assertThat(responses("/thing", "get").getJsonObject("200").getJsonObject("headers").keySet())
                .contains("X-Total-Count", "Content-Range", "Link");
    }

    @Test
    void creates_several_only_where_it_is_allowed() {
        var body = operation("/thing", "post").getJsonObject("requestBody").getJsonObject("content");
        var single = operation("/note", "post").getJsonObject("requestBody").getJsonObject("content");

        assertThat(body.keySet()).containsExactly("application/json", "application/json;profile=list");
        assertThat(single.keySet()).containsExactly("application/json");
        assertThat(single.getJsonObject("application/json").getJsonObject("schema").getString("$ref"))
                .isEqualTo("#/components/schemas/NoteRecord");
    }

    @Test
    void tells_of_three_ways_to_patch() {
        assertThat(operation("/thing/{id}", "patch").getJsonObject("requestBody").getJsonObject("content").keySet())
                .containsExactly("application/merge-patch+json", "application/json", "application/json-patch+json");
    }

    @Test
    void asks_for_the_arguments_of_an_action() {
        var schema = operation("/thing/{id}/grow", "post").getJsonObject("requestBody").getJsonObject("content")
                .getJsonObject("application/json").getJsonObject("schema");

        assertThat(schema.getJsonObject("properties").keySet()).containsExactly("by");
        assertThat(schema.getJsonObject("properties").getJsonObject("by").getInt("minimum")).isZero();
        assertThat(schema.getJsonArray("required").getString(0)).isEqualTo("by");
        assertThat(operation("/thing/count", "post")).doesNotContainKey("requestBody");
    }

    @Test
    void asks_for_records_by_their_fields() {
        assertThat(parameter("/thing", "get", "size").getJsonObject("schema").getString("type")).isEqualTo("integer");
        assertThat(parameter("/thing", "get", "$limit").getString("in")).isEqualTo("query");
        assertThat(parameter("/thing", "get", "$search").getString("in")).isEqualTo("query");
        assertThat(names("/thing", "get")).doesNotContain("secret");
        assertThat(names("/note", "get")).doesNotContain("$search");
    }

    @Test
    void describes_records_for_both_directions() {
        var record = schema("ThingRecord");

        assertThat(record.getJsonArray("required").getValuesAs(JsonString::getString)).containsExactly("size");
        assertThat(record.getJsonObject("properties").getJsonObject("stamp").getBoolean("readOnly")).isTrue();
        assertThat(record.getJsonObject("properties").getJsonObject("secret").getBoolean("writeOnly")).isTrue();
        assertThat(record.getJsonObject("properties").getJsonObject("size").getString("format")).isEqualTo("int32");
        assertThat(schema("ThingPatch").getJsonObject("properties").keySet()).containsExactlyInAnyOrder("size",
                "label", "secret");
        assertThat(schema("ThingPatch").getJsonObject("properties").getJsonObject("label").getBoolean("nullable"))
                .isTrue();
    }

    @Test
    void says_what_a_problem_is() {
        assertThat(content("/thing/{id}", "get", "404").getJsonObject("application/problem+json")
                .getJsonObject("schema").getString("$ref")).isEqualTo("#/components/schemas/Problem");
        assertThat(schema("Problem").getJsonObject("properties")).containsKeys("type", "title", "status", "detail",
                "errors", "errorId");
    }

    private Iterable<String> methods(String path) {
        return api.getJsonObject("paths").getJsonObject(path).keySet().stream()
                .filter(name -> !name.equals("parameters"))
                .toList();
    }

    private JsonObject operation(String path, String method) {
        return api.getJsonObject("paths").getJsonObject(path).getJsonObject(method);
    }

    private JsonObject responses(String path, String method) {
        return operation(path, method).getJsonObject("responses");
    }

    private JsonObject content(String path, String method, String status) {
        return responses(path, method).getJsonObject(status).getJsonObject("content");
    }

    private Iterable<String> names(String path, String method) {
        return operation(path, method).getJsonArray("parameters").getValuesAs(JsonObject.class).stream()
                .map(parameter -> parameter.getString("name")).toList();
    }

    private JsonObject parameter(String path, String method, String name) {
        return operation(path, method).getJsonArray("parameters").getValuesAs(JsonObject.class).stream()
                .filter(parameter -> parameter.getString("name").equals(name)).findFirst().orElseThrow();
    }

    private JsonObject schema(String name) {
        return api.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    public record Thing(String id, @NotNull Integer size, @Searchable String label, @ReadOnly Integer stamp,
            @Hidden String secret) {}

    public record Note(String id, String text) {}

    @ResourceCollection("thing")
    public static class Things implements ResourceModel<Thing> {
        @Action
        public Thing grow(Thing thing, @Positive int by) {
            return new Thing(thing.id(), thing.size() + by, thing.label(), thing.stamp(), thing.secret());
        }

        @Action
        public int count() {
            return 1;
        }
    }

    @ResourceCollection(value = "strict-thing", operations = {Operation.FIND, Operation.GET,
            Operation.PATCH}, multi = Operation.REMOVE, requireMatch = true, paginate = true)
    public static class StrictThings implements ResourceModel<Thing> {}

    @ResourceCollection(value = "note", multi = {})
    public static class Notes implements ResourceModel<Note> {}
}
