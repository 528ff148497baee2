package io.multilith.impl.resource;

import java.util.SortedSet;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.multilith.resource.CollectionDescription;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

/** The dispatcher that everyone gets: what is not owned here goes to who owns it. */
@Singleton
public class CollectionRouter implements ResourceDispatcher {
    private final Collections collections;
    private final ChangePath owned;

    @Inject
    public CollectionRouter(Collections collections, ChangePath owned) {
        this.collections = collections;
        this.owned = owned;
    }

    @Override
    public SortedSet<String> collections() {
        return collections.names();
    }

    @Override
    public CollectionDescription description(String collection) {
        return collections.remote(collection).map(RemoteCollection::description)
                .orElseGet(() -> collections.get(collection).description());
    }

    @Override
    public ResourceAnswer dispatch(ResourceRequest request) {
        return collections.remote(request.collection()).map(remote -> remote.dispatch(request))
                .orElseGet(() -> owned.dispatch(request));
    }
}
