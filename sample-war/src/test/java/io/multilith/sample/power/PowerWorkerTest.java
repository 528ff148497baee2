package io.multilith.sample.power;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.multilith.resource.ResourceClient;
import io.multilith.testing.Worker;
import io.multilith.testing.WorkerFactory;

import static org.mockito.Mockito.verify;

class PowerWorkerTest {
    private final Worker<PowerWorker> worker = WorkerFactory.of(PowerWorker.class).create();
    private final ResourceClient<?> powers = worker.dependency(ResourceClient.class);

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void squares_a_value_even_when_the_square_needs_a_long() {
        worker.service().build(power(100_000, Power.Status.pending));

        verify(powers).patch("a", Map.of("result", 10_000_000_000L, "status", Power.Status.done));
    }

    @Test
    void squares_what_an_event_asks_for() {
        worker.service().buildOnRequest(new PowerChange(power(3, Power.Status.done), null, 1));

        verify(powers).patch("a", Map.of("result", 9L, "status", Power.Status.done));
    }

    private static Power power(int value, Power.Status status) {
        return new Power("a", value, status, null, null);
    }
}
