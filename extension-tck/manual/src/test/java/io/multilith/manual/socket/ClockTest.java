package io.multilith.manual.socket;

import org.junit.jupiter.api.Test;

import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ClockTest {
    // tag::socket-test[]
    @Test
    void tells_the_time_in_a_zone() {
        try (var worker = WorkerFactory.of(Clock.class).create()) {
            assertThat(worker.service().at("UTC")).isEqualTo("1970-01-01T00:00Z[UTC]");
        }
    }
    // end::socket-test[]
}
