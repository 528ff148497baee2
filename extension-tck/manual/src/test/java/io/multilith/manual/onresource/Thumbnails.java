package io.multilith.manual.onresource;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.Collection;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceClient;

// tag::on-resource-thumbnails[]
@ServiceEntrypoint("thumbnails")
public class Thumbnails {
    private final Set<String> unused = ConcurrentHashMap.newKeySet();

    @Inject
    @Collection("picture")
    ResourceClient<Picture> pictures;

    @OnResource(collection = "picture", where = "status=new&width[$gt]=200", sweep = "PT10S")
    void shrink(Picture picture) {
        pictures.patch(picture.id(), Map.of("thumbnail", picture.url() + "?width=200", "status", "ready"));
    }

    @OnResource(collection = "picture", where = "status=ready", on = ChangeKind.REMOVED)
    void forget(Picture picture) {
        unused.add(picture.thumbnail());
    }

    public Set<String> unused() {
        return unused;
    }
}
// end::on-resource-thumbnails[]
