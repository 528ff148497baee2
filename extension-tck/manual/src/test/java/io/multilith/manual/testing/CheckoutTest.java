package io.multilith.manual.testing;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.multilith.events.EventDispatcher;
import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class CheckoutTest {
    // tag::testing-factory[]
    @Test
    void adds_up() {
        Prices prices = product -> product.length();

        try (var worker = WorkerFactory.of(Checkout.class).with(Prices.class, prices).create()) {
            assertThat(worker.service().total(List.of("pen", "ink"))).isEqualTo(6);

            verify(worker.dependency(EventDispatcher.class)).dispatch("checkout.totalled", 6);
        }
    }
    // end::testing-factory[]

    // tag::testing-mock[]
    @Test
    void asks_for_each_price() {
        try (var worker = WorkerFactory.of(Checkout.class).create()) {
            when(worker.dependency(Prices.class).of("pen")).thenReturn(120);

            assertThat(worker.service().total(List.of("pen", "pen"))).isEqualTo(240);
        }
    }
    // end::testing-mock[]
}
