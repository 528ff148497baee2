package io.multilith.manual.consume;

import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.junit.jupiter.api.Test;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LedgerTest {
    // tag::consume-test[]
    @Test
    void sums_up_what_a_customer_owes() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Ledger.class);

        try (var application = beans.initialize()) {
            var bus = application.select(MessageBus.class).get();
            bus.send(Message.toQueue("invoices", "{\"customer\": \"Ada\", \"cents\": 1250}").asDurable());

            var ledger = application.select(Ledger.class).get();
            await().untilAsserted(() -> assertThat(ledger.sum("Ada")).isEqualTo(1250));
        }
    }
    // end::consume-test[]

    @Test
    void takes_a_message_as_it_is() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Ledger.class);

        try (var application = beans.initialize()) {
            var bus = application.select(MessageBus.class).get();
            bus.send(Message.toQueue("scans", "[]").withSubject("Bea").asDurable());

            var ledger = application.select(Ledger.class).get();
            await().untilAsserted(() -> assertThat(ledger.sum("Bea")).isEqualTo(2));
        }
    }
}
