package io.multilith.impl.http.openapi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;

import io.multilith.impl.http.Described;
import io.multilith.impl.http.RestBase;
import io.multilith.impl.json.JsonSchemas;
import io.multilith.resource.ResourceDispatcher;

/**
 * What {@code /openapi} says of the collections. Open Liberty asks before the application has started, others later.
 * Thread-safe.
 */
@ApplicationScoped
public class OpenApiModel implements Described {
    private final ResourceDispatcher resources;
    private final JsonSchemas schemas;
    private final RestBase base;

    /** For the client proxy only. */
    protected OpenApiModel() {
        this(null, null, null);
    }

    @Inject
    public OpenApiModel(ResourceDispatcher resources, JsonSchemas schemas, RestBase base) {
        this.resources = resources;
        this.schemas = schemas;
        this.base = base;
    }

    @Override
    public void describe() {
        OpenApiModels.put(this);
    }

    @PreDestroy
    void forget() {
        OpenApiModels.remove();
    }

    OpenAPI build() {
        var components = new ComponentSchemas(schemas);
        var paths = OASFactory.createPaths();
        var operations = new OperationIds();
        for (var name : resources.collections()) {
            var description = resources.description(name);
            new CollectionPathItems(description, components.of(description), operations).items()
                    .forEach((path, item) -> paths.addPathItem(base.path() + path, item));
        }
        var model = OASFactory.createOpenAPI().paths(paths);
        if (!resources.collections().isEmpty()) {
            model.components(OASFactory.createComponents().schemas(components.all()));
        }
        return model;
    }
}
