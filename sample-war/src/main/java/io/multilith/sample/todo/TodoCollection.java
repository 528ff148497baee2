package io.multilith.sample.todo;

import jakarta.inject.Inject;
import jakarta.json.JsonValue;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Action;
import io.multilith.resource.Collection;
import io.multilith.resource.Condition.Comparison;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** The records at {@code /api/todo}, {@code rpc.todo}, and the topic {@code todo} of {@code /realtime}. */
@ResourceCollection("todo")
public class TodoCollection implements ResourceModel<Todo> {
    private static final Query DONE = Query.ALL.limitedTo(Query.MAX_LIMIT)
            .and(new Comparison("done", Operator.EQ, JsonValue.TRUE));

    @Inject
    @Collection("todo")
    ResourceClient<Todo> todos;

    /** Removes what is done, at most {@value Query#MAX_LIMIT} at once, and answers how many that were. */
    @Action
    public int clear() {
        return todos.find(DONE).stream().mapToInt(todo -> remove(todo.getId())).sum();
    }

    private int remove(String id) {
        try {
            todos.remove(id);
            return 1;
        } catch (ProblemException failed) {
            if (failed.problem().name() != ErrorName.NOT_FOUND) {
                throw failed;
            }
            return 0; // somebody else was faster
        }
    }
}
