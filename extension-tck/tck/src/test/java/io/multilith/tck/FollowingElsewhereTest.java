package io.multilith.tck;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.Collection;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;
import io.multilith.resource.OnResource;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.ResourceRequest.Precondition;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.Subscriptions;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What happens to a collection on one node is told on another as if it were there. */
class FollowingElsewhereTest {
    @TempDir
    Path directory;

    private Apart nodes;

    @BeforeEach
    void boot() {
        nodes = new Apart(directory, Finisher.class);
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    /** Does the work of items, and remembers which ones were removed. */
    @ServiceEntrypoint("finisher")
    static class Finisher {
        private final List<String> removed = new CopyOnWriteArrayList<>();
        @Inject
        @Collection("item")
        ResourceClient<Item> items;

        @OnResource(collection = "item", where = "name=todo", sweep = "PT0.5S")
        void finish(Item item) {
            items.patch(item.id(), Map.of("name", "finished"));
        }

        @OnResource(collection = "item", on = ChangeKind.REMOVED)
        void forget(Item item) {
            removed.add(item.id());
        }

        List<String> removed() {
            return removed;
        }
    }

    @Test
    void tells_the_records_and_every_change_after_them_without_gap_or_double() {
        create("a", "red");
        var heard = new Heard();
        var end = subscribe(heard, JsonValue.EMPTY_JSON_OBJECT, Optional.empty());
        for (var i = 0; i < 500; i++) {
            create("n" + i, "blue");
        }

        await().atMost(Apart.SOON).untilAsserted(() -> assertThat(heard.changes).hasSize(500));
        end.run();

        assertThat(heard.start().records()).extracting(record -> record.getString("id")).containsExactly("a");
        var begin = heard.start().position().position();
        assertThat(heard.changes).extracting(told -> told.change().version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(begin + 1, begin + 500).boxed().toList());
        assertThat(heard.changes.get(0).change().after().orElseThrow().getString("name")).isEqualTo("blue");
    }

    @Test
    void tells_those_with_a_filter_what_enters_and_leaves() {
        create("a", "red");
        var heard = new Heard();
        var end = subscribe(heard, Json.createObjectBuilder().add("name", "red").build(), Optional.empty());

        ask(patch("a", "blue"));
        ask(patch("a", "red"));
        await().atMost(Apart.SOON).untilAsserted(() -> assertThat(heard.changes).hasSize(2));
        end.run();

        assertThat(heard.changes).extracting(told -> told.change().kind()).containsExactly(ChangeKind.REMOVED,
                ChangeKind.CREATED);
        assertThat(heard.changes).extracting(told -> told.reason().orElseThrow().wireName()).containsExactly("left",
                "entered");
    }

    @Test
    void tells_on_both_nodes_the_same_position_of_what_was_written_on_the_other() {
        var written = nodes.ofOther(ResourceDispatcher.class).dispatch(
                ResourceRequest.of("item", "create").with(item("a", "red")));

        var read = nodes.ofOwner(ResourceDispatcher.class).dispatch(ResourceRequest.of("item", "get", "a"));

        assertThat(written.created()).isTrue();
        assertThat(written.version()).isPresent().isEqualTo(read.version());
    }

    @Test
    void recovers_what_was_missed() {
        var known = create("a", "red").version();
        create("b", "red");
        create("c", "red");
        var heard = new Heard();

        subscribe(heard, JsonValue.EMPTY_JSON_OBJECT, known).run();

        assertThat(heard.start().recovered()).isTrue();
        assertThat(heard.start().missed()).extracting(told -> told.change().id()).containsExactly("b", "c");
    }

    @Test
    void loses_its_subscribers_and_begins_anew_when_the_owner_begins_anew() {
        var known = create("a", "red").version();
        var heard = new Heard();
        var end = subscribe(heard, JsonValue.EMPTY_JSON_OBJECT, Optional.empty());

        nodes.restartOwner();
        await().atMost(Apart.SOON).ignoreExceptions().untilAsserted(() -> {
            create("b" + System.nanoTime(), "red");
            assertThat(heard.isLost).isTrue();
        });
        end.run();
        var again = new Heard();
        subscribe(again, JsonValue.EMPTY_JSON_OBJECT, known).run();

        assertThat(again.start().recovered()).isFalse();
        assertThat(again.start().records()).extracting(record -> record.getString("id")).doesNotContain("a")
                .isNotEmpty();
    }

    @Test
    void loses_its_subscribers_when_the_owner_begins_anew_though_nobody_writes() {
        create("a", "red");
        var heard = new Heard();
        var end = subscribe(heard, JsonValue.EMPTY_JSON_OBJECT, Optional.empty());
        var last = heard.start().position();

        nodes.restartOwner();
        await().atMost(Apart.SOON).untilAsserted(() -> assertThat(heard.isLost).isTrue());
        end.run();
        var again = new Heard();
        subscribe(again, JsonValue.EMPTY_JSON_OBJECT, Optional.of(last)).run();

        assertThat(again.start().recovered()).isFalse();
        assertThat(again.start().records()).isEmpty();
    }

    @Test
    void is_unavailable_and_yet_ready_while_nobody_owns_it() {
        nodes.stopOwner();

        assertThatThrownBy(() -> ask(ResourceRequest.of("item", "find"))).isInstanceOfSatisfying(
                ProblemException.class, gone -> assertThat(gone.problem().name()).isEqualTo(ErrorName.UNAVAILABLE));
        assertThat(nodes.readiness().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void checks_what_must_hold_against_the_record_as_it_is_where_it_is_kept() {
        var first = create("a", "red").version().orElseThrow();
        var second = ask(patch("a", "blue")).version().orElseThrow();

        assertThatThrownBy(() -> ask(patch("a", "green").with(exactly(first)))).isInstanceOf(Stale.class);
        var third = ask(patch("a", "green").with(exactly(second))).version().orElseThrow();
        var made = ask(ResourceRequest.of("item", "update", "new").with(item("new", "red")).with(current -> true));

        assertThat(third.position()).isEqualTo(second.position() + 1);
        assertThat(made.created()).isTrue();
    }

    @Test
    void shows_a_caller_what_the_owner_shows_it() {
        create("a", "red");

        var seen = ask(ResourceRequest.of("item", "find").by(new Caller("olive", Set.of("clerk"))));

        assertThat(seen.range().orElseThrow().total()).hasValue(1);
    }

    @Test
    void takes_what_would_be_taken_by_its_owner_however_long_it_gets_on_the_way() {
        var quotes = "\"".repeat(500_000); // in JSON twice as long, and as a text in JSON four times

        ask(ResourceRequest.of("item", "create").with(item("a", quotes)));

        assertThat(name("a")).isEqualTo(quotes);
    }

    @Test
    void has_leases_over_both_nodes() {
        var here = nodes.ofOwner(Leases.class);
        var there = nodes.ofOther(Leases.class);
        var mine = new Lease("item", "work", "there");

        assertThat(there.take(mine, Duration.ofMinutes(1))).isEmpty();

        assertThat(here.take(new Lease("item", "work", "here"), Duration.ofMinutes(1))).contains("there");
        assertThat(there.renew(mine, Duration.ofMinutes(1))).isTrue();
        there.release(mine);
        assertThat(here.take(new Lease("item", "work", "here"), Duration.ofMinutes(1))).isEmpty();
        assertThat(there.renew(mine, Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void works_on_records_that_another_node_owns() {
        create("a", "todo");
        create("b", "other");

        await().atMost(Apart.SOON).untilAsserted(() -> assertThat(name("a")).isEqualTo("finished"));
        ofOwner(ResourceRequest.of("item", "remove", "a"));
        await().atMost(Apart.SOON)
                .untilAsserted(() -> assertThat(nodes.ofOther(Finisher.class).removed()).containsExactly("a"));

        assertThat(name("b")).isEqualTo("other");
    }

    private String name(String id) {
        return ofOwner(ResourceRequest.of("item", "get", id)).body().asJsonObject().getString("name");
    }

    private static Precondition exactly(Version wanted) {
        return current -> {
            if (!current.equals(Optional.of(wanted))) {
                throw new Stale();
            }
            return false;
        };
    }

    private static final class Stale extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private ResourceAnswer create(String id, String name) {
        return ofOwner(ResourceRequest.of("item", "create").with(item(id, name)));
    }

    private static JsonObject item(String id, String name) {
        return Json.createObjectBuilder().add("id", id).add("name", name).build();
    }

    private static ResourceRequest patch(String id, String name) {
        return ResourceRequest.of("item", "patch", id).with(Json.createObjectBuilder().add("name", name).build());
    }

    private ResourceAnswer ofOwner(ResourceRequest request) {
        return nodes.ofOwner(ResourceDispatcher.class).dispatch(request);
    }

    /** On the node that does not own it. */
    private ResourceAnswer ask(ResourceRequest request) {
        return nodes.ofOther(ResourceDispatcher.class).dispatch(request);
    }

    private Runnable subscribe(Heard heard, JsonObject query, Optional<Version> after) {
        return nodes.ofOther(Subscriptions.class).subscribe(new SubscriptionRequest("item",
                new QueryForm(query, false, ""), Optional.of(Caller.ANONYMOUS), after, true), heard);
    }

    /** What a subscriber was told. */
    private static final class Heard implements Subscriber {
        private final List<SubscriptionStart> starts = new ArrayList<>();
        private final List<ToldChange> changes = new CopyOnWriteArrayList<>();
        private volatile boolean isLost;

        SubscriptionStart start() {
            return starts.get(0);
        }

        @Override
        public void begun(SubscriptionStart start) {
            starts.add(start);
        }

        @Override
        public void told(ToldChange change) {
            changes.add(change);
        }

        @Override
        public void lost() {
            isLost = true;
        }
    }
}
