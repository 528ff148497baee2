package io.multilith.manual.collection;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Collection;
import io.multilith.resource.ResourceHook;
import io.multilith.resource.ResourceRequest;

// tag::collection-hook[]
@ApplicationScoped
@Collection("todo")
public class Stamps implements ResourceHook<Todo> {
    @Override
    public ResourceRequest before(ResourceRequest request) {
        if (request.operation().equals("remove") && request.id().isEmpty()) {
            throw new ProblemException(ErrorName.FORBIDDEN, "one-by-one", "Todos are removed one by one.");
        }
        return request;
    }

    @Override
    public Todo store(ResourceRequest request, Optional<Todo> current, Todo next) {
        return next.with(next.done(), Instant.now());
    }
}
// end::collection-hook[]
