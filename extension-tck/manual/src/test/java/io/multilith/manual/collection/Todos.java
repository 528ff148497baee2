package io.multilith.manual.collection;

import java.time.LocalDate;

import jakarta.inject.Inject;

import io.multilith.resource.Action;
import io.multilith.resource.Collection;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

// tag::collection-declared[]
@ResourceCollection("todo")
public class Todos implements ResourceModel<Todo> {
    @Inject
    @Collection("todo")
    ResourceClient<Todo> todos;

    @Action
    Todo postpone(Todo todo, LocalDate until) {
        return new Todo(todo.id(), todo.text(), until, false, todo.owner(), todo.changed(), todo.note());
    }

    @Action
    int clear() {
        var done = todos.find(Query.ALL).stream().filter(Todo::done).toList();
        done.forEach(todo -> todos.remove(todo.id()));
        return done.size();
    }
}
// end::collection-declared[]
