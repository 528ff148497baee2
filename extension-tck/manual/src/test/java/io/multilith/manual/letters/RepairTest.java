package io.multilith.manual.letters;

import java.util.Map;

import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.delivery.DeadLetter;
import io.multilith.delivery.DeadLetters;
import io.multilith.events.EventDispatcher;
import io.multilith.manual.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RepairTest {
    @BeforeEach
    void hurry() {
        Keys.set(Map.of("multilith.parcels.attempts", "1"));
    }

    @AfterEach
    void forget() {
        Keys.forget();
    }

    @Test
    void retries_what_has_failed() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Parcels.class, Repair.class);

        try (var application = beans.initialize()) {
            var letters = application.select(DeadLetters.class).get();
            var parcels = application.select(Parcels.class).get();
            application.select(EventDispatcher.class).get().from("post").dispatch("parcel.posted", "Elm Street");
            await().untilAsserted(() -> assertThat(letters.list("parcels.deliver", 10))
                    .extracting(DeadLetter::handler).containsExactly("parcels.deliver"));

            parcels.build("Elm Street");
            application.select(Repair.class).get().retryAll("parcels.deliver");

            await().untilAsserted(() -> assertThat(parcels.delivered()).containsExactly("Elm Street"));
            assertThat(letters.list("parcels.deliver", 10)).isEmpty();
        }
    }
}
