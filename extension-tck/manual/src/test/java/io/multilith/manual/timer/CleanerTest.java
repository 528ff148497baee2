package io.multilith.manual.timer;

import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.junit.jupiter.api.Test;

import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.verify;

class CleanerTest {
    // tag::timer-test[]
    @Test
    void removes_abandoned_carts() {
        try (var worker = WorkerFactory.of(Cleaner.class).create()) {
            worker.service().removeAbandoned();

            verify(worker.dependency(Carts.class)).removeAbandoned();
        }
    }
    // end::timer-test[]

    @Test
    void runs_once_at_the_start() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Cleaner.class, Carts.class);

        try (var application = beans.initialize()) {
            var carts = application.select(Carts.class).get();
            await().untilAsserted(() -> assertThat(carts.sweeps()).isEqualTo(1));
        }
    }
}
