package io.multilith.impl.resource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.json.ChangeEvent;
import io.multilith.problem.ErrorName;
import io.multilith.resource.Condition;
import io.multilith.resource.Hidden;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.Subscriptions;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

import static io.multilith.impl.resource.Asked.assertRefused;
import static io.multilith.impl.resource.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(WeldJunit5Extension.class)
class SubscribingTest {
    private static final Caller ADA = new Caller("ada", Set.of());
    private static final Caller BOB = new Caller("bob", Set.of());

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Notes.class);

    private Asked notes;

    @BeforeEach
    void open() {
        notes = new Asked(weld.select(ResourceDispatcher.class).get(), "note");
    }

    @Test
    void tells_every_change_in_order_from_the_position_on_that_it_begins_at() {
        notes.create("{'id':'a','text':'1'}");
        var listener = subscribe("{}", false);

        notes.answer("patch", "a", "{'text':'2'}");
        notes.answer("update", "a", "{'text':'3'}");
        notes.answer("remove", "a", null);

        assertThat(listener.start().position().position()).isEqualTo(1);
        assertThat(listener.told(3)).containsExactly("2 note.patched {\"id\":\"a\",\"text\":\"2\"}",
                "3 note.replaced {\"id\":\"a\",\"text\":\"3\"}", "4 note.removed {\"id\":\"a\",\"text\":\"3\"}");
    }

    @Test
    void tells_what_enters_a_query_and_what_leaves_it() {
        notes.create("{'id':'a','text':'x','state':'new'}");
        notes.create("{'id':'b','text':'y','state':'new'}");
        var listener = subscribe("{'state':'done'}", false);

        notes.answer("patch", "a", "{'state':'done'}");
        notes.answer("patch", "b", "{'text':'z'}");
        notes.answer("update", "a", "{'text':'z','state':'done'}");
        notes.answer("patch", "a", "{'state':'new'}");
        notes.create("{'id':'c','state':'done'}");
        notes.answer("remove", "c", null);

        assertThat(listener.told(5)).containsExactly(
                "3 note.created {\"id\":\"a\",\"state\":\"done\",\"text\":\"x\"} ENTERED",
                "5 note.patched {\"id\":\"a\",\"state\":\"done\",\"text\":\"z\"}",
                "6 note.removed {\"id\":\"a\"} LEFT", "7 note.created {\"id\":\"c\",\"state\":\"done\"} ENTERED",
                "8 note.removed {\"id\":\"c\",\"state\":\"done\"} LEFT");
        assertThat(listener.changes.get(1).change().patch()).contains(json("{'text':'z'}").asJsonObject());
    }

    @Test
    void begins_with_the_records_and_goes_on_from_there_while_others_write() throws Exception {
        var writer = new Thread(() -> IntStream.range(0, 500).forEach(i -> notes.create("{'text':'" + i + "'}")));
        writer.start();
        var listeners = IntStream.range(0, 20).mapToObj(i -> subscribe("{}", true)).toList();
        writer.join();

        for (var listener : listeners) {
            var known = listener.start().records().size();
            assertThat(listener.start().position().position()).isEqualTo(known);
            assertThat(listener.told(500 - known))
                    .extracting(told -> Long.parseLong(told.substring(0, told.indexOf(" "))))
                    .containsExactlyElementsOf(
                            Stream.iterate(known + 1L, last -> last + 1).limit(500 - known).toList());
        }
    }

    @Test
    void tells_what_was_missed_since_a_position() {
        notes.create("{'id':'a','text':'1'}");
        var epoch = subscribe("{}", false).start().position().epoch();
        IntStream.range(0, 300).forEach(i -> notes.answer("patch", "a", "{'text':'" + i + "'}"));

        var listener = resume(new Version(epoch, 1));
        notes.answer("patch", "a", "{'text':'last'}");

        assertThat(listener.start().recovered()).isTrue();
        await().untilAsserted(() -> assertThat(Stream
                .concat(listener.start().missed().stream(), listener.changes.stream())
                .map(told -> told.change().version().position()))
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 302).boxed().toList()));
        assertThat(listener.start().missed()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other-1", "{epoch}-99", "{epoch}--1"})
    void begins_anew_after_a_position_that_is_none(String position) {
        notes.create("{'id':'a','text':'1'}");
        var epoch = subscribe("{}", false).start().position().epoch();
        var known = position.replace("{epoch}", epoch);
        var dash = known.indexOf('-');

        var listener = resume(new Version(known.substring(0, dash), Long.parseLong(known.substring(dash + 1))));

        assertThat(listener.start().recovered()).isFalse();
        assertThat(listener.start().records()).containsExactly(json("{'id':'a','text':'1'}").asJsonObject());
    }

    @Test
    void tells_nobody_of_records_that_he_may_not_read() {
        var ada = subscribe("{}", ADA);
        var bob = subscribe("{}", BOB);

        notes.create("{'id':'a','text':'1','owner':'ada'}");
        notes.answer("patch", "a", "{'owner':'bob'}");
        notes.answer("patch", "a", "{'text':'2'}");

        assertThat(ada.told(2)).containsExactly("1 note.created {\"id\":\"a\",\"text\":\"1\"} ENTERED",
                "2 note.removed {\"id\":\"a\"} LEFT");
        assertThat(bob.told(2)).containsExactly("2 note.created {\"id\":\"a\",\"text\":\"1\"} ENTERED",
                "3 note.patched {\"id\":\"a\",\"text\":\"2\"}");
        assertThat(subscribe("{}", ADA).start().records()).isEmpty();
        assertThat(subscribe("{}", BOB).start().records())
                .containsExactly(json("{'id':'a','text':'2'}").asJsonObject());
    }

    @Test
    void has_no_records_for_those_who_may_not_read_them() {
        notes.create("{'id':'a','text':'1','owner':'ada'}");

        assertThat(asked("get", "a", ADA)).isEqualTo(json("{'id':'a','text':'1'}").toString());
        assertThat(asked("find", null, ADA)).isEqualTo("[" + json("{'id':'a','text':'1'}") + "]");
        assertThat(asked("find", null, BOB)).isEqualTo("[]");
        for (var operation : List.of("get", "patch", "update", "remove", "$history", "$links")) {
            assertRefused(() -> asked(operation, "a", BOB), ErrorName.NOT_FOUND, "not-found");
        }
        assertThat(asked("get", "a", ADA)).isEqualTo(json("{'id':'a','text':'1'}").toString());
    }

    @Test
    void shows_nothing_that_is_hidden_and_what_is_selected_only() {
        var listener = subscribe("{'$select':['text']}", false);

        notes.create("{'id':'a','text':'1','state':'new','owner':'ada'}");
        notes.answer("patch", "a", "{'text':'2','state':'done','owner':'bob'}");

        assertThat(listener.told(2)).containsExactly("1 note.created {\"id\":\"a\",\"text\":\"1\"}",
                "2 note.patched {\"id\":\"a\",\"text\":\"2\"}");
        assertThat(listener.changes.toString()).doesNotContain("ada", "bob", "done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'owner':'ada'}", "{'nothing':1}", "{'$limit':1}", "{'$sort':{'text':1}}",
            "{'$expand':'x'}", "{'text':{'$where':1}}"})
    void refuses_queries_that_are_not_for_subscriptions(String query) {
        assertRefused(() -> subscribe(query, true), ErrorName.BAD_REQUEST, "bad-query");
    }

    @Test
    void writes_a_change_once_for_all_who_see_the_same() {
        var one = subscribe("{'state':'new'}", false);
        var other = subscribe("{'state':'new'}", true);

        notes.create("{'state':'new'}");

        one.told(1);
        other.told(1);
        assertThat(one.changes.get(0)).isSameAs(other.changes.get(0));
    }

    @Test
    void tells_nothing_more_to_those_who_left() {
        var gone = subscribe("{}", false);
        var stays = subscribe("{}", false);

        gone.leave.run();
        notes.create("{'id':'a'}");

        stays.told(1);
        assertThat(gone.changes).isEmpty();
    }

    @Test
    void goes_on_telling_others_when_one_fails() {
        var lost = new AtomicInteger();
        var failing = new Listener() {
            @Override
            public void told(ToldChange change) {
                throw new IllegalStateException("no more");
            }

            @Override
            public void lost() {
                lost.incrementAndGet();
            }
        };
        subscriptions().subscribe(request("{}", Optional.empty(), Optional.empty(), false), failing);
        var listener = subscribe("{}", false);

        notes.create("{'id':'a'}");
        notes.create("{'id':'b'}");

        assertThat(listener.told(2)).hasSize(2);
        assertThat(lost).hasValue(1);
    }

    private Listener subscribe(String query, boolean snapshot) {
        return listen(request(query, Optional.empty(), Optional.empty(), snapshot));
    }

    private Listener subscribe(String query, Caller caller) {
        return listen(request(query, Optional.of(caller), Optional.empty(), true));
    }

    private Listener resume(Version after) {
        return listen(request("{}", Optional.empty(), Optional.of(after), true));
    }

    private static SubscriptionRequest request(String query, Optional<Caller> caller, Optional<Version> after,
            boolean snapshot) {
        return new SubscriptionRequest("note", new QueryForm(json(query).asJsonObject(), false, ""), caller, after,
                snapshot);
    }

    private Listener listen(SubscriptionRequest request) {
        var listener = new Listener();
        listener.leave = subscriptions().subscribe(request, listener);
        return listener;
    }

    private Subscriptions subscriptions() {
        return weld.select(Subscriptions.class).get();
    }

    private String asked(String operation, String id, Caller caller) {
        var request = id == null
                ? ResourceRequest.of("note", operation)
                : ResourceRequest.of("note", operation, id).with(json("{'text':'x'}"));
        return weld.select(ResourceDispatcher.class).get().dispatch(request.by(caller)).body().toString();
    }

    private static class Listener implements Subscriber {
        private final List<SubscriptionStart> starts = new CopyOnWriteArrayList<>();
        private final List<ToldChange> changes = new CopyOnWriteArrayList<>();
        private Runnable leave;

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
            throw new AssertionError("lost");
        }

        SubscriptionStart start() {
            assertThat(starts).hasSize(1);
            return starts.get(0);
        }

        List<String> told(int count) {
            await().untilAsserted(() -> assertThat(changes).hasSizeGreaterThanOrEqualTo(count));
            return changes.stream().map(Listener::text).toList();
        }

        private static String text(ToldChange told) {
            var change = told.change();
            var text = change.version().position() + " " + ChangeEvent.type(change) + " "
                    + ChangeEvent.data(change).get("resource");
            return text + told.reason().map(reason -> " " + reason).orElse("");
        }
    }

    public record Note(String id, String text, String state, @Hidden String owner) {}

    @ResourceCollection("note")
    static class Notes implements ResourceModel<Note> {
        @Override
        public Condition readable(Caller caller) {
            return Condition.equal("owner", caller.name());
        }
    }
}
