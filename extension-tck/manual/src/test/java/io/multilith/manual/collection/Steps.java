package io.multilith.manual.collection;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.resource.Collection;
import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;
import io.multilith.resource.ResourceClient;

// tag::collection-client[]
@ApplicationScoped
public class Steps {
    @Inject
    @Collection("todo")
    ResourceClient<Todo> todos;

    List<RecordLink> add(String id, String text) {
        var step = todos.create(new Todo(null, text, null, false, null, null, null));
        todos.link(id, new RecordLink("step", new RecordReference("todo", step.id()), Optional.empty()));
        todos.patch(step.id(), Map.of("text", text.strip()));
        return todos.links(id);
    }
}
// end::collection-client[]
