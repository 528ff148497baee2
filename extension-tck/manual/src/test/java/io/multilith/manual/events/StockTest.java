package io.multilith.manual.events;

import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.junit.jupiter.api.Test;

import io.multilith.events.EventDispatcher;
import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.verify;

class StockTest {
    // tag::events-test-worker[]
    @Test
    void tells_that_an_order_was_placed() {
        try (var worker = WorkerFactory.of(Orders.class).create()) {
            var order = new Order("7", "pear", 3);

            worker.service().place(order);

            verify(worker.dependency(EventDispatcher.class)).dispatch("order.placed", order);
        }
    }
    // end::events-test-worker[]

    // tag::events-test-bus[]
    @Test
    void reserves_what_is_ordered() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Orders.class, Stock.class);

        try (var application = beans.initialize()) {
            application.select(Orders.class).get().place(new Order("7", "pear", 3));

            var stock = application.select(Stock.class).get();
            await().untilAsserted(() -> assertThat(stock.reserved("pear")).isEqualTo(3));
        }
    }
    // end::events-test-bus[]

    @Test
    void gives_back_what_is_cancelled() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Orders.class, Stock.class);

        try (var application = beans.initialize()) {
            var orders = application.select(Orders.class).get();
            orders.place(new Order("7", "pear", 3));
            orders.place(new Order("8", "pear", 2));
            orders.cancel(new Order("7", "pear", 3));

            var stock = application.select(Stock.class).get();
            await().untilAsserted(() -> assertThat(stock.reserved("pear")).isEqualTo(2));
        }
    }

    @Test
    void is_shown_on_every_node() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Orders.class, Display.class);

        try (var application = beans.initialize()) {
            application.select(Orders.class).get().place(new Order("7", "pear", 3));

            var display = application.select(Display.class).get();
            await().untilAsserted(() -> assertThat(display.shown()).containsExactly("pear"));
        }
    }
}
