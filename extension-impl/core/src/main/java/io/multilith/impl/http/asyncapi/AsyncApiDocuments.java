package io.multilith.impl.http.asyncapi;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;

import io.multilith.entrypoint.Entrypoints;
import io.multilith.events.HandleEvent;
import io.multilith.impl.http.WireSchemas;
import io.multilith.impl.json.JsonSchemas;
import io.multilith.impl.json.SchemaDocument;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.rpc.Rpc;

/** Writes the AsyncAPI document of what runs here. Thread-safe. */
@ApplicationScoped
public class AsyncApiDocuments {
    private static final String PREFIX = "#/components/schemas/";

    private final Entrypoints entrypoints;
    private final ResourceDispatcher resources;
    private final JsonSchemas schemas;

    /** For the client proxy only. */
    protected AsyncApiDocuments() {
        this(null, null, null);
    }

    @Inject
    public AsyncApiDocuments(Entrypoints entrypoints, ResourceDispatcher resources, JsonSchemas schemas) {
        this.entrypoints = entrypoints;
        this.resources = resources;
        this.schemas = schemas;
    }

    /**
     * Writes the document.
     *
     * @param title
     *            the application's name
     */
    public JsonObject write(Optional<String> title) {
        var types = schemas.document(PREFIX);
        WireSchemas.sorted().keySet().forEach(types::reserve);
        var channels = new Channels();
        var calls = new Calls(channels, types);
        var events = new Events(channels, types);
        for (var method : entrypoints.methods()) {
            if (method.method().isAnnotationPresent(Rpc.class)) {
                calls.addMethod(method);
            }
            if (method.method().isAnnotationPresent(HandleEvent.class)) {
                events.addHandler(method, method.method().getAnnotation(HandleEvent.class));
            }
        }
        for (var collection : resources.collections()) {
            var description = resources.description(collection);
            var record = calls.addCollection(description);
            events.addChanges(collection, record);
        }
        return document(title.filter(name -> !name.isBlank()).orElse("Multilith"), channels,
                definitions(types, calls));
    }

    private static JsonObject definitions(SchemaDocument types, Calls calls) {
        var definitions = Json.createObjectBuilder();
        definitions.add(WireSchemas.PROBLEM, WireSchemas.sorted().get(WireSchemas.PROBLEM));
        calls.records().forEach(definitions::add);
        types.definitions().forEach(definitions::add);
        return definitions.build();
    }

    private static JsonObject document(String title, Channels channels, JsonObject definitions) {
        return Json.createObjectBuilder().add("asyncapi", "3.0.0")
                .add("info", Json.createObjectBuilder().add("title", title).add("version", "1.0.0"))
                .add("defaultContentType", "application/json").add("channels", channels.channels())
                .add("operations", channels.operations())
                .add("components", Json.createObjectBuilder().add("messages", channels.messages()).add("schemas",
                        definitions))
                .build();
    }
}
