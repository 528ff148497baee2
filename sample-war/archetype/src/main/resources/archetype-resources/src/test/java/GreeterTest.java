package ${package};

import java.util.List;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ResourceClient;
import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

/** The service alone; what it has injected is a mock. */
class GreeterTest {
    @Test
    void has_nothing_to_recommend() {
        try (var worker = WorkerFactory.of(Greeter.class).create()) {
            assertThat(worker.service().greet("Matt")).isEqualTo("Hello Matt! There is nothing to read.");
        }
    }

    @Test
    void recommends_a_book() {
        try (var worker = WorkerFactory.of(Greeter.class).create()) {
            when(worker.dependency(ResourceClient.class).find(any())).thenReturn(List.of(new Book("1", "Momo")));

            assertThat(worker.service().greet("Matt")).isEqualTo("Hello Matt! Read Momo.");
        }
    }
}
