package io.multilith.tck;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.multilith.resource.Query;

import static io.multilith.tck.TogetherCases.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Names that one has at a time. */
abstract class ClaimCases extends StoreCases {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    ClaimCases(ResourceBackendContract contract) {
        super(contract);
    }

    @Test
    void gives_a_free_name_away_once() {
        assertThat(store.claim("x", "first", LONG)).isEmpty();

        assertThat(store.claim("x", "second", LONG)).contains("first");
        assertThat(store.claim("x", "first", LONG)).contains("first");
        assertThat(store.claim("y", "second", LONG)).isEmpty();
    }

    @Test
    void frees_a_name_when_its_time_is_over() {
        store.claim("x", "first", SHORT);

        await().atMost(Timeouts.of(Duration.ofSeconds(10)))
                .until(() -> store.claim("x", "second", LONG).isEmpty());
        assertThat(store.claim("x", "third", LONG)).contains("second");
    }

    @Test
    void changes_what_is_kept_under_a_name() {
        store.claim("x", "first", LONG);

        assertThat(store.renew("x", "first", "second", LONG)).isTrue();

        assertThat(store.claim("x", "third", LONG)).contains("second");
    }

    @Test
    void renews_a_name_with_the_value_that_it_has() {
        store.claim("x", "first", LONG);

        assertThat(store.renew("x", "first", "first", LONG)).isTrue();
        assertThat(store.renew("x", "first", "first", LONG)).isTrue();
    }

    @Test
    void renews_only_what_is_as_expected() {
        store.claim("x", "first", LONG);

        assertThat(store.renew("x", "other", "second", LONG)).isFalse();
        assertThat(store.renew("y", "first", "second", LONG)).isFalse();

        assertThat(store.claim("x", "third", LONG)).contains("first");
    }

    @Test
    void renews_nothing_whose_time_is_over() {
        store.claim("x", "first", SHORT);

        await().atMost(Timeouts.of(Duration.ofSeconds(10)))
                .until(() -> !store.renew("x", "first", "first", SHORT));
        assertThat(store.claim("x", "second", LONG)).isEmpty();
    }

    @Test
    void extends_the_time() {
        store.claim("x", "first", Duration.ofSeconds(2));

        store.renew("x", "first", "first", LONG);

        await().during(Duration.ofMillis(2_500)).atMost(Timeouts.of(Duration.ofSeconds(10)))
                .until(() -> store.claim("x", "second", LONG).isPresent());
    }

    @Test
    void frees_a_name_at_once_when_it_is_renewed_for_no_time() {
        store.claim("x", "first", LONG);

        assertThat(store.renew("x", "first", "first", Duration.ZERO)).isTrue();

        assertThat(store.renew("x", "first", "first", LONG)).isFalse();
        assertThat(store.claim("x", "second", LONG)).isEmpty();
    }

    @Test
    void lets_one_of_many_have_a_name() throws Exception {
        var winners = new CopyOnWriteArrayList<String>();
        var losers = new CopyOnWriteArrayList<String>();

        together(16, number -> store.claim("x", "by-" + number, LONG).ifPresentOrElse(losers::add,
                () -> winners.add("by-" + number)));

        assertThat(winners).hasSize(1);
        assertThat(losers).hasSize(15).containsOnly(winners.get(0));
    }

    @Test
    void lets_one_of_many_renew_a_name() throws Exception {
        store.claim("x", "first", LONG);
        var winners = new AtomicInteger();

        together(16, number -> {
            if (store.renew("x", "first", "by-" + number, LONG)) {
                winners.incrementAndGet();
            }
        });

        assertThat(winners).hasValue(1);
    }

    @Test
    void takes_any_name_and_value_for_what_it_is() {
        for (var name : List.of("$gt", "a.b", "%", "'", "", " ", "x".repeat(512), "😀")) {
            assertThat(store.claim(name, "value of " + name, LONG)).isEmpty();
            assertThat(store.claim(name, "", LONG)).contains("value of " + name);
            assertThat(store.renew(name, "value of " + name, "", LONG)).isTrue();
            assertThat(store.claim(name, "x", LONG)).contains("");
        }
    }

    @Test
    void keeps_the_names_of_collections_apart_and_out_of_the_log() {
        var other = open(collection + "-2", contract.numberedType());

        store.claim("x", "first", LONG);

        assertThat(other.claim("x", "second", LONG)).isEmpty();
        assertThat(store.head().position()).isZero();
        assertThat(store.find(Query.ALL).total()).hasValue(0);
    }
}
