package io.multilith.impl.http;

import java.net.URI;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceDispatcher;

/**
 * Sends requests whose first path segment names a collection, and those for the base path itself, to
 * {@link CollectionEndpoint}, and those of operators to theirs. All others reach the application's own resources: a root path template would shadow them.
 */
@Provider
@PreMatching
public class CollectionPaths implements ContainerRequestFilter {
    /** Reserved: the first segment of the paths that requests are rewritten to. */
    static final String PREFIX = "$multilith";
    static final String DEAD_LETTERS = "$dlq";
    static final String ENTRYPOINTS = "$entrypoints";
    static final String SCHEMA = "$schema";
    static final String ASYNCAPI = "$asyncapi";

    /** First segments that are ours. */
    private static final Set<String> OURS = Set.of(DEAD_LETTERS, ENTRYPOINTS, SCHEMA, ASYNCAPI);

    @Inject
    ResourceDispatcher resources;

    @Override
    public void filter(ContainerRequestContext request) {
        var uri = request.getUriInfo();
        var path = uri.getPath(false).replaceFirst("^/", "");
        var first = uri.getPathSegments().isEmpty() ? "" : uri.getPathSegments().get(0).getPath();
        if (first.equals(PREFIX)) {
            throw new NotFoundException();
        }
        if (OURS.contains(first)) {
            send(request, first + path.replaceFirst("^[^/]*", ""));
        } else if (path.isEmpty() || resources.collections().contains(first)) {
            send(request, path.replace("/%24", "/$"));
        }
    }

    private static void send(ContainerRequestContext request, String path) {
        var uri = request.getUriInfo();
        var query = requested(uri).getRawQuery();
        request.setRequestUri(uri.getBaseUri(),
                URI.create(uri.getBaseUri() + PREFIX + "/" + path + (query == null ? "" : "?" + query)));
    }

    private static URI requested(UriInfo uri) {
        try {
            return uri.getRequestUri();
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request",
                    "The URL has a character that must be percent-encoded, or a percent sign without two digits.");
        }
    }
}
