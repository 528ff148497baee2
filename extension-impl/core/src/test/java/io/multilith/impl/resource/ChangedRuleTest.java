package io.multilith.impl.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.resource.Condition;
import io.multilith.resource.Hidden;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.Subscriptions;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

import static io.multilith.impl.resource.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Subscribers whose rights change while no record does. */
@ExtendWith(WeldJunit5Extension.class)
class ChangedRuleTest {
    private static final Caller ADA = new Caller("ada", Set.of());

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @RegisterExtension
    final LogRecords logged = new LogRecords();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Notes.class, Rights.class);

    private Asked notes;

    @BeforeEach
    void open() {
        notes = new Asked(weld.select(ResourceDispatcher.class).get(), "note");
        notes.create("{'id':'a','text':'1','team':'red'}");
        notes.create("{'id':'b','text':'2','team':'blue'}");
        notes.create("{'id':'c','text':'3','team':'red'}");
    }

    @Test
    void tells_one_whose_right_has_changed_what_he_sees_no_more_and_what_he_sees_since() {
        var listener = subscribe("{}", Optional.empty());

        rights().show("blue");

        await().untilAsserted(() -> assertThat(listener.turned).containsExactly("a removed {\"id\":\"a\"} LEFT",
                "b created {\"id\":\"b\",\"text\":\"2\"} ENTERED", "c removed {\"id\":\"c\"} LEFT"));
        notes.answer("patch", "a", "{'text':'9'}");
        notes.answer("patch", "b", "{'text':'8'}");
        await().untilAsserted(() -> assertThat(listener.told)
                .containsExactly("b patched {\"id\":\"b\",\"text\":\"8\"}"));
    }

    @Test
    void tells_it_of_what_was_asked_for_only() {
        var listener = subscribe("{'text':{'$gt':'1'}}", Optional.empty());

        rights().show("blue");

        await().untilAsserted(() -> assertThat(listener.turned).containsExactly(
                "b created {\"id\":\"b\",\"text\":\"2\"} ENTERED", "c removed {\"id\":\"c\"} LEFT"));
    }

    @Test
    void begins_anew_for_one_who_comes_back_after_his_right_has_changed() {
        var first = subscribe("{}", Optional.empty());
        var known = first.start.position();
        first.leave.run();
        notes.answer("patch", "a", "{'text':'9'}");
        rights().show("blue");

        var second = subscribe("{}", Optional.of(known));
        notes.answer("patch", "b", "{'text':'8'}");
        var third = subscribe("{}", Optional.of(new Version(known.epoch(), known.position() + 2)));

        assertThat(second.start.recovered()).isFalse();
        assertThat(second.start.records()).containsExactly(json("{'id':'b','text':'2'}").asJsonObject());
        assertThat(third.start.recovered()).isTrue();
    }

    @Test
    void begins_anew_for_one_who_was_gone_when_others_of_his_name_were_told() {
        var listener = subscribe("{}", Optional.empty());
        var known = listener.start.position();
        rights().show("blue");
        await().until(() -> !listener.turned.isEmpty());

        var resumed = subscribe("{}", Optional.of(known));

        assertThat(resumed.start.recovered()).isFalse();
    }

    @Test
    void shows_nothing_while_the_rule_fails() {
        var listener = subscribe("{}", Optional.empty());

        rights().fail();

        await().untilAsserted(() -> assertThat(listener.turned).containsExactly("a removed {\"id\":\"a\"} LEFT",
                "c removed {\"id\":\"c\"} LEFT"));
        assertThat(logged.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR ML0257").contains("note"));
    }

    @Test
    void does_not_lose_what_is_written_while_rights_change() throws Exception {
        var listener = subscribe("{}", Optional.empty());
        var writer = new Thread(() -> {
            for (var i = 0; i < 2_000; i++) {
                notes.answer("patch", i % 2 == 0 ? "a" : "b", "{'text':'" + i + "'}");
            }
        });

        writer.start();
        while (writer.isAlive()) {
            rights().swap();
            writer.join(300);
        }
        rights().show("blue");

        await().untilAsserted(() -> assertThat(listener.records)
                .containsExactly(Map.entry("b", "{\"id\":\"b\",\"text\":\"1999\"}")));
    }

    private Rights rights() {
        return weld.select(Rights.class).get();
    }

    private Listener subscribe(String query, Optional<Version> after) {
        var listener = new Listener();
        listener.leave = weld.select(Subscriptions.class).get().subscribe(new SubscriptionRequest("note",
                new QueryForm(json(query).asJsonObject(), false, ""), Optional.of(ADA), after, true), listener);
        return listener;
    }

    private static final class Listener implements Subscriber {
        private final List<String> turned = new CopyOnWriteArrayList<>();
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final Map<String, String> records = new ConcurrentHashMap<>();
        private volatile SubscriptionStart start;
        private volatile Runnable leave;

        @Override
        public void begun(SubscriptionStart begun) {
            start = begun;
            begun.records().forEach(record -> records.put(record.getString("id"), record.toString()));
        }

        @Override
        public void told(ToldChange change) {
            told.add(keep(change));
        }

        @Override
        public void turned(List<ToldChange> changes) {
            changes.forEach(change -> turned.add(keep(change)));
        }

        private String keep(ToldChange told) {
            var change = told.change();
            change.after().ifPresentOrElse(record -> records.put(change.id(), record.toString()),
                    () -> records.remove(change.id()));
            return change.id() + " " + change.kind().wireName() + " " + change.after().or(change::before).orElseThrow()
                    + told.reason().map(reason -> " " + reason).orElse("");
        }

        @Override
        public void lost() {
            throw new AssertionError("lost");
        }
    }

    public record Note(String id, String text, @Hidden String team) {}

    @ApplicationScoped
    static class Rights {
        private volatile String team = "red";
        private volatile boolean isBroken;

        void show(String other) {
            team = other;
        }

        void swap() {
            team = team.equals("red") ? "blue" : "red";
        }

        void fail() {
            isBroken = true;
        }

        String team() {
            if (isBroken) {
                throw new IllegalStateException("nobody knows");
            }
            return team;
        }
    }

    @ResourceCollection("note")
    static class Notes implements ResourceModel<Note> {
        @Inject
        Rights rights;

        @Override
        public Condition readable(Caller caller) {
            return Condition.equal("team", rights.team());
        }
    }
}
