package io.multilith.impl.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.delivery.DeadLetter;
import io.multilith.delivery.DeadLetters;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.resource.SharedBackend;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.Collection;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.ResourceRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Methods that are called for records, in one application. */
@ExtendWith(WeldJunit5Extension.class)
class OnResourceTest {
    private static final int ATTEMPTS = 3;
    /** Several sweeps. */
    private static final Duration A_WHILE = Duration.ofMillis(700);

    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.events.retry-delay", "PT0.1S",
            "multilith.events.attempts", "" + ATTEMPTS, "multilith.worker.lease", "PT0.5S",
            "multilith.desk.dawdle.concurrency", "2", "multilith.desk.stumble.retry-delay", "PT1M"));

    @RegisterExtension
    final LogRecords log = new LogRecords();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Desk.class, Jobs.class, SharedBackend.class, ClientUser.class,
            Tickets.class, Counter.class);

    @AfterEach
    void forget() {
        SharedBackend.forget();
    }

    @Test
    void calls_a_method_for_a_record_that_is_created_and_for_one_that_becomes_like_it() {
        jobs().create(Job.of("1", "pending"));
        jobs().create(Job.of("2", "new"));
        jobs().patch("2", Map.of("status", "pending"));
        jobs().update("2", Job.of("2", "new"));

        await().untilAsserted(() -> assertThat(jobs().get("1").orElseThrow().status()).isEqualTo("done"));
        await().untilAsserted(() -> assertThat(diary()).contains("finish 1"));
        assertThat(diary()).filteredOn("finish 1"::equals).hasSize(1);
    }

    @Test
    void passes_over_a_record_that_is_no_longer_like_it_when_its_turn_comes() {
        var gate = desk().closeGate();
        jobs().create(Job.of("1", "slow"));
        jobs().create(Job.of("2", "slow"));
        await().until(() -> diary().size() == 2);
        jobs().create(Job.of("3", "slow"));
        jobs().create(Job.of("4", "slow"));
        await().during(Duration.ofMillis(100)).until(() -> diary().size() == 2);

        jobs().patch("3", Map.of("status", "fast"));
        jobs().remove("4");
        jobs().create(Job.of("5", "slow"));
        gate.countDown();

        await().untilAsserted(() -> assertThat(diary()).contains("end 1 0", "end 2 0", "end 5 0"));
        assertThat(diary()).hasSize(6);
    }

    @Test
    void passes_over_a_version_that_it_was_called_for_however_often_it_is_swept() {
        jobs().create(Job.of("1", "kept"));
        await().untilAsserted(() -> assertThat(diary()).containsExactly("look 1 at 1"));
        await().during(A_WHILE).until(() -> diary().size() == 1);

        jobs().patch("1", Map.of("size", 7));

        await().untilAsserted(() -> assertThat(diary()).containsExactly("look 1 at 1", "look 1 at 2"));
        await().during(A_WHILE).until(() -> diary().size() == 2);
    }

    @Test
    void calls_it_once_more_for_a_record_that_is_changed_meanwhile() {
        var gate = desk().closeGate();
        jobs().create(Job.of("1", "slow"));
        await().until(() -> diary().size() == 1);

        jobs().patch("1", Map.of("size", 1));
        jobs().patch("1", Map.of("size", 2));
        await().during(Duration.ofMillis(200)).until(() -> diary().size() == 1);
        gate.countDown();

        await().untilAsserted(
                () -> assertThat(diary()).containsExactly("begin 1 0", "end 1 0", "begin 1 2", "end 1 2"));
        await().during(A_WHILE).until(() -> diary().size() == 4);
    }

    @Test
    void keeps_a_record_for_longer_than_the_lease_while_the_method_runs() {
        var gate = desk().closeGate();
        jobs().create(Job.of("1", "slow"));
        await().until(() -> diary().size() == 1);

        var stranger = new Lease("job", "worker-desk.dawdle/1", "stranger");
        await().during(Duration.ofMillis(1_500))
                .until(() -> leases().take(stranger, Duration.ofMinutes(1)).isPresent());

        gate.countDown();
        await().untilAsserted(() -> assertThat(diary()).contains("end 1 0"));
    }

    @Test
    void waits_for_a_node_that_ended_while_it_had_the_record() {
        var dead = new Lease("job", "worker-desk.finish/1", "dead");
        leases().take(dead, Duration.ofSeconds(1));
        var begun = Instant.now();

        jobs().create(Job.of("1", "pending"));

        await().untilAsserted(() -> assertThat(diary()).containsExactly("finish 1"));
        assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void tries_again_and_lets_other_records_pass() {
        desk().failNext(ATTEMPTS - 1);

        jobs().create(Job.of("1", "bad"));
        jobs().create(Job.of("2", "pending"));

        await().untilAsserted(() -> assertThat(diary()).filteredOn("fail 1 "::equals).hasSize(ATTEMPTS));
        await().during(A_WHILE).until(() -> diary().size() == ATTEMPTS + 1);
        assertThat(diary()).contains("finish 2");
        assertThat(letters("desk.fail")).isEmpty();
    }

    @Test
    void leaves_a_record_alone_after_the_last_attempt_until_it_changes() {
        desk().failNext(ATTEMPTS);

        jobs().create(Job.of("1", "bad"));

        await().untilAsserted(() -> assertThat(letters("desk.fail")).hasSize(1));
        await().during(A_WHILE).until(() -> diary().size() == ATTEMPTS);
        var letter = letters("desk.fail").get(0);
        assertThat(letter.attempts()).isEqualTo(ATTEMPTS);
        assertThat(letter.reason()).startsWith("general-error");
        assertThat(letter.origin()).isEqualTo("changes.job");
        assertThat(letter.type()).contains("job.created");
        assertThat(letter.subject()).contains("1");
        assertThat(letter.eventId()).get().asString().endsWith("-1");
        assertThat(letter.body()).contains("\"status\":\"bad\"");

        jobs().patch("1", Map.of("note", "better"));

        await().untilAsserted(() -> assertThat(diary()).endsWith("fail 1 better"));
        assertThat(letters("desk.fail")).hasSize(1);
    }

    @Test
    void calls_it_anew_for_a_letter_that_is_given_back() {
        desk().failNext(ATTEMPTS);
        jobs().create(Job.of("1", "bad"));
        await().untilAsserted(() -> assertThat(letters("desk.fail")).hasSize(1));

        deadLetters().retry("desk.fail", letters("desk.fail").get(0).id());

        await().untilAsserted(() -> assertThat(diary()).hasSize(ATTEMPTS + 1));
        await().during(A_WHILE).until(() -> diary().size() == ATTEMPTS + 1);
        assertThat(letters("desk.fail")).isEmpty();
    }

    @Test
    void makes_a_letter_again_of_one_that_fails_again() {
        desk().failNext(2 * ATTEMPTS);
        jobs().create(Job.of("1", "bad"));
        await().untilAsserted(() -> assertThat(letters("desk.fail")).hasSize(1));
        var first = letters("desk.fail").get(0).id();

        deadLetters().retry("desk.fail", first);

        await().untilAsserted(() -> assertThat(letters("desk.fail")).hasSize(1).extracting(DeadLetter::id)
                .doesNotContain(first));
        await().during(A_WHILE).until(() -> diary().size() == 2 * ATTEMPTS);
    }

    @Test
    void passes_over_a_letter_whose_record_is_gone() {
        desk().failNext(ATTEMPTS);
        jobs().create(Job.of("1", "bad"));
        await().untilAsserted(() -> assertThat(letters("desk.fail")).hasSize(1));
        jobs().remove("1");

        deadLetters().retry("desk.fail", letters("desk.fail").get(0).id());

        await().untilAsserted(() -> assertThat(letters("desk.fail")).isEmpty());
        await().during(A_WHILE).until(() -> diary().size() == ATTEMPTS);
    }

    @Test
    void does_not_try_again_what_it_declares() {
        jobs().create(Job.of("1", "refused"));

        await().untilAsserted(() -> assertThat(letters("desk.refuse")).hasSize(1));
        assertThat(letters("desk.refuse").get(0).attempts()).isEqualTo(1);
        assertThat(diary()).containsExactly("refuse 1");
    }

    @Test
    void rests_before_it_calls_a_method_again_and_again_that_leaves_a_record_like_it() {
        jobs().create(Job.of("1", "loop"));

        await().during(Duration.ofMillis(1_500)).until(() -> true);

        // at 0, 0, 0.1, 0.3, 0.7 and 1.5 seconds
        assertThat(diary()).startsWith("count 0", "count 1", "count 2").hasSizeBetween(4, 6);
        assertThat(log.lines()).filteredOn(line -> line.contains("ML0186")).hasSize(1)
                .allMatch(line -> line.contains("desk.count"));
    }

    @Test
    void looks_only_after_the_changes_that_it_names() {
        jobs().create(Job.of("1", "seen"));

        await().untilAsserted(() -> assertThat(jobs().get("1").orElseThrow().size()).isEqualTo(1));
        await().during(A_WHILE).until(() -> diary().equals(List.of("welcome 1")));
    }

    @Test
    void calls_a_method_for_a_record_that_is_removed_with_what_it_was() {
        jobs().create(new Job("1", "old", 5, null, null));
        jobs().create(new Job("2", "new", 6, null, null));
        jobs().remove("1");
        jobs().remove("2");
        jobs().create(new Job("1", "old", 7, null, null));
        jobs().remove("1");

        await().untilAsserted(() -> assertThat(diary()).containsExactly("bury 1 5", "bury 1 7"));
        await().during(A_WHILE).until(() -> diary().size() == 2);
    }

    @Test
    void makes_a_letter_of_a_removal_and_takes_it_back() {
        desk().failNext(ATTEMPTS);
        jobs().create(new Job("1", "old", 5, null, null));
        jobs().remove("1");
        await().untilAsserted(() -> assertThat(letters("desk.bury")).hasSize(1));
        assertThat(letters("desk.bury").get(0).type()).contains("job.removed");

        deadLetters().retry("desk.bury", letters("desk.bury").get(0).id());

        await().untilAsserted(() -> assertThat(diary()).hasSize(ATTEMPTS + 1));
        assertThat(diary()).allMatch("bury 1 5"::equals);
        assertThat(letters("desk.bury")).isEmpty();
    }

    @Test
    void takes_the_operators_of_queries() {
        jobs().create(new Job("1", "a", 4, null, null));
        jobs().create(new Job("2", "b", 3, null, null));
        jobs().create(new Job("3", "c", 4, null, null));
        jobs().create(new Job("4", "a", 4, null, 1));
        jobs().create(new Job("5", "b", 5, null, null));

        await().untilAsserted(() -> assertThat(diary()).containsExactlyInAnyOrder("match 1", "match 5"));
        await().during(Duration.ofMillis(200)).until(() -> diary().size() == 2);
    }

    @Test
    void works_on_as_many_records_at_once_as_it_may() {
        var gate = desk().closeGate();

        IntStream.range(0, 20).forEach(number -> jobs().create(Job.of("" + number, "slow")));

        await().during(A_WHILE).until(() -> diary().size() == 2);
        gate.countDown();
        await().untilAsserted(() -> assertThat(diary()).hasSize(40));
    }

    @Test
    void keeps_changes_while_it_is_paused() {
        var entrypoints = weld.select(Entrypoints.class).get();
        entrypoints.pause("desk.finish/OnResource");
        jobs().create(Job.of("1", "pending"));
        await().during(Duration.ofMillis(300)).until(() -> diary().isEmpty());

        entrypoints.resume("desk.finish/OnResource");

        await().untilAsserted(() -> assertThat(diary()).containsExactly("finish 1"));
    }

    @Test
    void lets_a_record_go_when_it_is_paused_before_the_next_attempt() {
        jobs().create(Job.of("1", "stumbling"));
        await().until(() -> diary().size() == 1);
        var other = new Lease("job", "worker-desk.stumble/1", "other");
        assertThat(leases().take(other, Duration.ofMinutes(1))).isPresent();

        weld.select(Entrypoints.class).get().pause("desk.stumble/OnResource");

        await().until(() -> leases().take(other, Duration.ofMinutes(1)).isEmpty());
        assertThat(diary()).hasSize(1);
    }

    @Test
    void finds_by_its_sweep_what_no_change_that_it_names_led_to() {
        var resources = weld.select(ResourceDispatcher.class).get();
        resources.dispatch(ResourceRequest.of("ticket", "create")
                .with(Json.createObjectBuilder().add("id", 7).add("isOpen", false).build()));

        resources.dispatch(ResourceRequest.of("ticket", "patch", "7")
                .with(Json.createObjectBuilder().add("isOpen", true).build()));

        var counter = weld.select(Counter.class).get();
        await().untilAsserted(() -> assertThat(counter.sold()).containsExactly(7L));
        await().during(A_WHILE).until(() -> counter.sold().size() == 1);
    }

    private Desk desk() {
        return weld.select(Desk.class).get();
    }

    private List<String> diary() {
        return desk().diary();
    }

    private Leases leases() {
        return weld.select(Leases.class).get();
    }

    private DeadLetters deadLetters() {
        return weld.select(DeadLetters.class).get();
    }

    private List<DeadLetter> letters(String handler) {
        return deadLetters().list(handler, 100);
    }

    private ResourceClient<Job> jobs() {
        return weld.select(ClientUser.class).get().jobs;
    }

    /** So that there is a client to be had. */
    @Dependent
    static class ClientUser {
        @Inject
        @Collection("job")
        ResourceClient<Job> jobs;
    }

    /** Has a number for its id. */
    public record Ticket(long id, boolean isOpen) {}

    @ResourceCollection("ticket")
    static class Tickets implements ResourceModel<Ticket> {}

    @ServiceEntrypoint("counter")
    static class Counter {
        private final List<Long> sold = new CopyOnWriteArrayList<>();

        @OnResource(collection = "ticket", where = "isOpen=true", on = ChangeKind.CREATED, sweep = "PT0.1S")
        void sell(Ticket ticket) {
            sold.add(ticket.id());
        }

        List<Long> sold() {
            return sold;
        }
    }
}
