package io.multilith.manual.collection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.multilith.problem.ProblemException;
import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceRequest;
import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class StampsTest {
    private static final Todo TODO = new Todo("1", "write", null, true, "me", null, null);

    // tag::collection-test[]
    @Test
    void stamps_what_is_stored() {
        var stored = new Stamps().store(ResourceRequest.of("todo", "create"), Optional.empty(), TODO);

        assertThat(stored.changed()).isBeforeOrEqualTo(Instant.now());
    }
    // end::collection-test[]

    @Test
    void removes_no_todos_by_a_query() {
        assertThatThrownBy(() -> new Stamps().before(ResourceRequest.of("todo", "remove")))
                .isInstanceOf(ProblemException.class);
        var one = ResourceRequest.of("todo", "remove", "1");
        assertThat(new Stamps().before(one)).isSameAs(one);
    }

    @Test
    void postpones_and_clears() {
        try (var worker = WorkerFactory.of(Todos.class).create()) {
            ResourceClient<Todo> todos = client(worker.dependency(ResourceClient.class));
            when(todos.find(any())).thenReturn(List.of(TODO));

            assertThat(worker.service().postpone(TODO, LocalDate.EPOCH).done()).isFalse();
            assertThat(worker.service().clear()).isEqualTo(1);
            verify(todos).remove("1");
        }
    }

    @Test
    void links_a_step() {
        try (var worker = WorkerFactory.of(Steps.class).create()) {
            ResourceClient<Todo> todos = client(worker.dependency(ResourceClient.class));
            when(todos.create(any())).thenReturn(TODO);

            worker.service().add("0", "write");

            verify(todos).link("0",
                    new RecordLink("step", new RecordReference("todo", "1"), Optional.empty()));
        }
    }

    @SuppressWarnings("unchecked") // a mock knows no type arguments
    private static ResourceClient<Todo> client(ResourceClient<?> mock) {
        return (ResourceClient<Todo>) mock;
    }
}
