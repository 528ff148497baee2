package io.multilith.manual.start;

import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.junit.jupiter.api.Test;

import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CatalogueTest {
    // tag::on-start-test[]
    @Test
    void knows_its_prices_once_they_are_loaded() {
        try (var worker = WorkerFactory.of(Catalogue.class).create()) {
            worker.service().load();

            assertThat(worker.service().price("pear")).isEqualTo(30);
        }
    }
    // end::on-start-test[]

    @Test
    void loads_its_prices_when_the_application_starts() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Catalogue.class);

        try (var application = beans.initialize()) {
            var catalogue = application.select(Catalogue.class).get();
            await().untilAsserted(() -> assertThat(catalogue.price("pear")).isEqualTo(30));
        }
    }
}
