package io.multilith.impl.http.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.spi.OASFactoryResolver;
import org.jboss.logging.Logger;

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
    private static final Logger LOG = Logger.getLogger(OpenApiModel.class);

    private final Map<String, PathItem> items = new LinkedHashMap<>();
    private final Map<String, Schema> components = new LinkedHashMap<>();
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

    /** Here and not when the server asks, which may be in no application's name. */
    @Override
    public void describe() {
        if (!isAskedFor()) {
            return;
        }
        var all = new ComponentSchemas(schemas);
        var operations = new OperationIds();
        for (var name : resources.collections()) {
            var description = resources.description(name);
            items.putAll(new CollectionPathItems(description, all.of(description), operations).items());
        }
        components.putAll(all.all());
        OpenApiModels.put(this);
    }

    /** A container without a server, as tests use it, has no OpenAPI to describe anything with. */
    private static boolean isAskedFor() {
        try {
            return OASFactoryResolver.instance() != null;
        } catch (IllegalStateException noOpenApi) {
            LOG.debug("Collections are not described, for want of MicroProfile OpenAPI", noOpenApi);
            return false;
        }
    }

    @PreDestroy
    void forget() {
        OpenApiModels.remove();
    }

    OpenAPI build() {
        var model = OASFactory.createOpenAPI();
        if (!items.isEmpty()) {
            var paths = OASFactory.createPaths();
            items.forEach((path, item) -> paths.addPathItem(base.path() + path, item));
            model.paths(paths).components(OASFactory.createComponents().schemas(components));
        }
        return model;
    }
}
