package io.multilith.impl.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.LogRecords;

import static org.assertj.core.api.Assertions.assertThat;

class KeyLanesTest {
    private final KeyLanes lanes = new KeyLanes();
    @RegisterExtension
    final LogRecords log = new LogRecords();
    private final List<String> begun = new ArrayList<>();

    @Test
    void runs_the_tasks_of_one_key_one_after_the_other() {
        var first = run("s", "1");
        var second = run("s", "2");
        run("s", "3");

        assertThat(begun).containsExactly("1");
        first.complete(null);
        assertThat(begun).containsExactly("1", "2");
        second.complete(null);
        assertThat(begun).containsExactly("1", "2", "3");
    }

    @Test
    void runs_the_tasks_of_different_keys_beside_each_other() {
        run("s", "1");
        run("t", "2");

        assertThat(begun).containsExactly("1", "2");
    }

    @Test
    void runs_the_tasks_of_one_identity_one_after_the_other_whatever_their_keys() {
        var first = run("s", "i", "1");
        var copy = run("t", "i", "2");
        run("t", "j", "3");
        run("u", "i", "4");
        run("u", "k", "5");

        assertThat(begun).containsExactly("1");
        first.complete(null);
        assertThat(begun).containsExactly("1", "2");
        copy.complete(null);
        assertThat(begun).containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    @Test
    void waits_for_the_same_key_and_for_the_same_identity() {
        var sameKey = run("s", "i", "1");
        var sameIdentity = run("t", "j", "2");
        run("s", "j", "3");

        sameIdentity.complete(null);
        assertThat(begun).containsExactly("1", "2");
        sameKey.complete(null);
        assertThat(begun).containsExactly("1", "2", "3");
    }

    @Test
    void takes_a_key_and_an_identity_of_one_name_for_different_things() {
        run("s", "t", "1");
        run("t", "s", "2");

        assertThat(begun).containsExactly("1", "2");
    }

    @Test
    void goes_on_after_a_task_that_failed() {
        var first = run("s", "1");
        run("s", "2");

        first.completeExceptionally(new IllegalStateException("failed"));

        assertThat(begun).containsExactly("1", "2");
    }

    @Test
    void goes_on_after_a_task_that_threw() {
        lanes.run("s", () -> {
            throw new IllegalStateException("threw");
        });
        run("s", "2");

        assertThat(begun).containsExactly("2");
        assertThat(log.lines()).singleElement().asString().startsWith("ERROR ML0433").contains("key s");
    }

    private CompletableFuture<Void> run(String key, String identity, String name) {
        return run(key, Optional.of(identity), name);
    }

    private CompletableFuture<Void> run(String key, String name) {
        return run(key, Optional.empty(), name);
    }

    private CompletableFuture<Void> run(String key, Optional<String> identity, String name) {
        var task = new CompletableFuture<Void>();
        lanes.run(key, identity, () -> {
            begun.add(name);
            return task;
        });
        return task;
    }
}
