package io.multilith.sample.power;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceClient;
import io.multilith.testing.Worker;
import io.multilith.testing.WorkerFactory;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class PowerWorkerTest {
    private final Worker<PowerWorker> worker = WorkerFactory.of(PowerWorker.class).create();
    private final ResourceClient<?> powers = worker.dependency(ResourceClient.class);

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void squares_a_pending_value_even_when_the_square_needs_a_long() {
        worker.service().square(change(100_000, Power.Status.pending));

        verify(powers).patch("a", Map.of("result", 10_000_000_000L, "status", Power.Status.done));
    }

    @Test
    void leaves_alone_what_is_done() {
        worker.service().square(change(3, Power.Status.done));

        verify(powers, never()).patch(any(), any());
    }

    @Test
    void passes_over_a_record_that_was_removed_meanwhile() {
        doThrow(new ProblemException(ErrorName.NOT_FOUND, "not-found", "gone")).when(powers).patch(any(), any());

        worker.service().square(change(3, Power.Status.pending));

        verify(powers).patch("a", Map.of("result", 9L, "status", Power.Status.done));
    }

    private static PowerChange change(int value, Power.Status status) {
        return new PowerChange(new Power("a", value, status, null, null), null, 1);
    }
}
