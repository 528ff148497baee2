package io.multilith.manual.calling;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.Services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class CallingTest {
    private SeContainer application;
    private Newsletter newsletter;

    @BeforeEach
    void start() {
        application = SeContainerInitializer.newInstance()
                .addBeanClasses(Mailer.class, Newsletter.class, Addresses.class, Slow.class).initialize();
        newsletter = application.select(Newsletter.class).get();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void without_waiting_gives_a_stage() {
        assertThat(newsletter.isAddress("ada@example.org")).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }

    @Test
    void one_way_returns_before_the_method_has_run() {
        newsletter.tell("ada@example.org");

        var mailer = application.select(Mailer.class).get();
        await().untilAsserted(() -> assertThat(mailer.sent()).containsExactly("ada@example.org: News!"));
    }

    @Test
    void by_name_gives_json() {
        assertThat(newsletter.ask("mailer", "check", "ada@example.org")).isEqualTo(Json.createValue(3));
    }

    @Test
    void takes_context_along() {
        assertThat(newsletter.signatureOf("acme")).isEqualTo("acme");
    }

    @Test
    void fails_in_ways_that_can_be_told_apart() {
        assertThat(newsletter.tryAsk("nobody", "check")).startsWith("try again");
        assertThat(newsletter.tryAsk("slow", "sleep")).startsWith("look first");
        assertThat(newsletter.tryAsk("mailer", "absent")).startsWith("NOT_FOUND");
    }

    @Test
    void from_a_bean_of_ones_own_is_where_retries_go() {
        assertThat(application.select(Addresses.class).get().isAddress("nobody")).isFalse();
    }

    @Test
    void that_is_cancelled_is_over_for_the_caller() {
        // tag::calling-cancel[]
        var call = application.select(Services.class).get().service("slow").callAsync("sleep");
        call.cancel(false);
        // end::calling-cancel[]

        assertThatExceptionOfType(CancellationException.class).isThrownBy(call::join);
    }

    /** Takes its time. */
    @ServiceEntrypoint("slow")
    static class Slow {
        private final CountDownLatch never = new CountDownLatch(1);

        @Rpc
        boolean sleep() throws InterruptedException {
            return never.await(3, TimeUnit.SECONDS);
        }
    }
}
