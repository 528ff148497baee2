package io.multilith.impl.http.asyncapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;

import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.Event;
import io.multilith.events.HandleEvent;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.resource.Action;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.rpc.Rpc;

import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@EnableWeld
class AsyncApiDocumentsTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    WeldInitiator application = Deployed.application(Shop.class, Wares.class);

    @Inject
    AsyncApiDocuments documents;
    private JsonObject document;

    @BeforeEach
    void write() {
        document = documents.write(Optional.of("shop"));
    }

    @Test
    void fits_the_schema_of_asyncapi() throws IOException {
        var result = new ValidatorFactory().withJsonNodeFactory(new JakartaJsonNode.Factory())
                .validate(schemaOfAsyncApi(), document.toString());

        assertThat(result.getErrors()).isEmpty();
        assertThat(result.isValid()).isTrue();
    }

    @Test
    void is_told_apart_from_a_document_that_does_not_fit() throws IOException {
        var broken = document.toString().replace("\"receive\"", "\"obey\"");

        assertThat(new ValidatorFactory().withJsonNodeFactory(new JakartaJsonNode.Factory())
                .validate(schemaOfAsyncApi(), broken).isValid()).isFalse();
    }

    @Test
    void answers_the_calls_of_a_method() {
        var operation = document.getJsonObject("operations").getJsonObject("rpc.shop.order");
        var request = message("rpc.shop.order").getJsonObject("payload").getJsonArray("oneOf");
        var reply = message("rpc.shop.order.reply").getJsonObject("payload").getJsonArray("oneOf");

        assertThat(operation.getString("action")).isEqualTo("receive");
        assertThat(operation.getJsonObject("channel").getString("$ref")).isEqualTo("#/channels/rpc.shop");
        assertThat(operation.getJsonObject("reply").getJsonObject("address").getString("location"))
                .isEqualTo("$message.header#/reply-to");
        var named = request.getJsonObject(0).getJsonObject("properties").getJsonObject("kwargs");
        assertThat(named.getJsonObject("properties").getJsonObject("name").getInt("maxLength")).isEqualTo(9);
        assertThat(texts(named, "required")).containsExactly("name");
        var placed = request.getJsonObject(1).getJsonObject("properties").getJsonObject("args");
        assertThat(placed.getInt("minItems")).isEqualTo(1);
        assertThat(placed.getInt("maxItems")).isEqualTo(2);
        assertThat(reply.getJsonObject(0).getJsonObject("properties").getJsonObject("result").getString("$ref"))
                .isEqualTo("#/components/schemas/Receipt");
    }

    @Test
    void answers_the_operations_of_a_collection() {
        assertThat(document.getJsonObject("operations")).containsKeys("rpc.ware.find", "rpc.ware.get",
                "rpc.ware.create", "rpc.ware.update", "rpc.ware.patch", "rpc.ware.remove", "rpc.ware.praise");
        assertThat(message("rpc.ware.create").getJsonObject("payload").getJsonObject("properties")
                .getJsonObject("kwargs").getJsonObject("properties").getJsonObject("data").getString("$ref"))
                .isEqualTo("#/components/schemas/ware.write");
    }

    @Test
    void tells_of_the_changes_of_a_collection() {
        assertThat(document.getJsonObject("channels").getJsonObject("events.ware").getString("address"))
                .isEqualTo("events.ware");
        assertThat(document.getJsonObject("operations").getJsonObject("events.ware").getString("action"))
                .isEqualTo("send");
        assertThat(texts(message("events.ware").getJsonObject("headers").getJsonObject("properties")
                .getJsonObject("cloudEvents:type"), "enum")).contains("ware.created", "ware.removed");
    }

    @Test
    void listens_to_events_of_others() {
        var name = "events.warehouse.to.shop.onArrival";

        assertThat(document.getJsonObject("operations").getJsonObject(name).getString("action")).isEqualTo("receive");
        assertThat(message(name).getJsonObject("payload").toString()).contains("Arrival");
    }

    private JsonObject message(String name) {
        return document.getJsonObject("components").getJsonObject("messages").getJsonObject(name);
    }

    private static List<String> texts(JsonObject schema, String member) {
        return schema.getJsonArray(member).getValuesAs(JsonString::getString);
    }

    private static String schemaOfAsyncApi() throws IOException {
        try (var schema = AsyncApiDocumentsTest.class.getResourceAsStream("/asyncapi-3.0.0.json")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public record Receipt(long number) {}

    public record Arrival(String ware, int count) {}

    public record Ware(String id, String name) {}

    @ServiceEntrypoint("shop")
    public static class Shop {
        @Rpc
        public Receipt order(@Size(max = 9) String name, @DefaultValue("1") int count) {
            return new Receipt(count);
        }

        @HandleEvent(source = "warehouse", type = "warehouse.*")
        public void onArrival(Event event, Arrival arrival) {}
    }

    @ResourceCollection("ware")
    public static class Wares implements ResourceModel<Ware> {
        @Action
        public String praise(String id, String words) {
            return id + words;
        }
    }
}
