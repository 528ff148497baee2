package io.multilith.sample.todo;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceClient;
import io.multilith.testing.Worker;
import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

class TodoCollectionTest {
    private final Worker<TodoCollection> worker = WorkerFactory.of(TodoCollection.class).create();
    private final ResourceClient<Todo> todos = clientOfTheWorker();

    @BeforeEach
    void have_two_that_are_done() {
        when(todos.find(any())).thenReturn(List.of(done("a"), done("b")));
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void clears_what_is_done() {
        var removed = worker.service().clear();

        assertThat(removed).isEqualTo(2);
    }

    @Test
    void counts_only_what_was_not_removed_meanwhile() {
        when(todos.remove("a")).thenThrow(new ProblemException(ErrorName.NOT_FOUND, "not-found", "gone"));

        var removed = worker.service().clear();

        assertThat(removed).isEqualTo(1);
    }

    @Test
    void says_why_it_could_not_remove() {
        when(todos.remove("b")).thenThrow(new ProblemException(ErrorName.UNAVAILABLE, "backend-unavailable", "away"));

        assertThatThrownBy(() -> worker.service().clear()).isInstanceOf(ProblemException.class).hasMessage("away");
    }

    @SuppressWarnings("unchecked") // a mock of any type
    private ResourceClient<Todo> clientOfTheWorker() {
        return worker.dependency(ResourceClient.class);
    }

    private static Todo done(String id) {
        var todo = new Todo();
        todo.setId(id);
        todo.setText(id);
        todo.setDone(true);
        return todo;
    }
}
