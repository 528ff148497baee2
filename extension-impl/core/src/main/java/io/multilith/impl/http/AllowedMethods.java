package io.multilith.impl.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.multilith.resource.CollectionDescription;
import io.multilith.resource.Operation;

/** The methods that a collection or one of its records answers, for {@code Allow}. */
record AllowedMethods(Set<String> methods) {
    static AllowedMethods of(CollectionDescription description, boolean ofRecord) {
        var methods = new LinkedHashSet<String>();
        if (ofRecord) {
            add(methods, description.operations().contains(Operation.GET), "GET", "HEAD");
            add(methods, description.operations().contains(Operation.UPDATE), "PUT");
            add(methods, description.operations().contains(Operation.PATCH), "PATCH");
            add(methods, description.operations().contains(Operation.REMOVE), "DELETE");
        } else {
            add(methods, description.operations().contains(Operation.FIND), "GET", "HEAD", "QUERY");
            add(methods, description.operations().contains(Operation.CREATE), "POST");
            add(methods, description.multi().contains(Operation.PATCH), "PATCH");
            add(methods, description.multi().contains(Operation.REMOVE), "DELETE");
        }
        methods.add("OPTIONS");
        return new AllowedMethods(methods);
    }

    private static void add(Set<String> methods, boolean offered, String... names) {
        if (offered) {
            methods.addAll(List.of(names));
        }
    }

    /** To {@code OPTIONS}. */
    Response answer() {
        var answer = Response.noContent().header(HttpHeaders.ALLOW, toString());
        if (methods.contains("PATCH")) {
            answer.header("Accept-Patch", JsonBodies.ACCEPTED_PATCHES);
        }
        if (methods.contains("QUERY")) {
            answer.header("Accept-Query", MediaType.APPLICATION_JSON);
        }
        return answer.build();
    }

    @Override
    public String toString() {
        return String.join(", ", methods);
    }
}
