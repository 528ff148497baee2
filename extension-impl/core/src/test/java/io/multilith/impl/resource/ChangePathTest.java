package io.multilith.impl.resource;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.Size;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.subscription.ChangeFeeds;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceHook;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.ResourceRequest.Precondition;
import io.multilith.resource.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The one path of changes, over a store that can be made to lose races. */
@ExtendWith(WeldJunit5Extension.class)
class ChangePathTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application();

    private final ContendedStore store = new ContendedStore(MemoryStoreTest.open("power", 100));
    private ResourceDispatcher path;

    @BeforeEach
    void open() {
        add(OwnedCollections.of("power", Power.class, store, 50));
        add(OwnedCollections.of("notes", JsonObject.class, MemoryStoreTest.open("notes", 100), 50));
        path = weld.select(ResourceDispatcher.class).get();
    }

    private void add(OwnedCollection collection) {
        weld.select(Collections.class).get().add(collection);
        weld.select(ChangeFeeds.class).get().add(collection.followed());
    }

    @Test
    void asks_no_hook_of_what_nodes_follow_by() {
        var asked = new CopyOnWriteArrayList<String>();
        var plain = OwnedCollections.of("tapped", Power.class, MemoryStoreTest.open("tapped", 100), 50);
        add(new OwnedCollection(plain.description(), plain.fields(), plain.ids(), plain.store(),
                new Hooks(List.of(new Listening(asked))), Map.of(), plain.readable(), 50, plain.idempotencyTime()));

        path.dispatch(ResourceRequest.of("tapped", "$changes").with(json("{'epoch':'','after':0}")));
        path.dispatch(ResourceRequest.of("tapped", "$snapshot"));
        path.dispatch(ResourceRequest.of("tapped", "$records"));
        path.dispatch(ResourceRequest.of("tapped", "find"));

        assertThat(asked).containsExactly("find");
    }

    /** Remembers what it was asked about. */
    private record Listening(List<String> asked) implements ResourceHook<Object> {
        @Override
        public ResourceRequest before(ResourceRequest request) {
            asked.add(request.operation());
            return request;
        }
    }

    @Test
    void gives_nodes_the_records_by_a_rule_that_is_longer_than_what_a_client_may_ask() {
        create("{'id':'a','value':600}");
        create("{'id':'b','value':601}");
        var values = IntStream.rangeClosed(0, 600).mapToObj(Integer::toString).collect(Collectors.joining(","));
        var rule = new QueryForm(json("{'value':{'$in':[" + values + "]}}").asJsonObject(), false, "");

        var records = path.dispatch(ResourceRequest.of("power", "$records").with(rule)).body().asJsonArray();
        var refusal = catchThrowableOfType(ProblemException.class,
                () -> path.dispatch(ResourceRequest.of("power", "find").with(rule)));

        assertThat(records).containsExactly(json("{'id':'a','value':600}"));
        assertThat(refusal.problem().name()).isEqualTo(ErrorName.BAD_REQUEST);
    }

    @Test
    void creates_a_record_at_the_position_of_its_change() {
        var answer = create("{'id':'a','value':1}");

        assertThat(answer.created()).isTrue();
        assertThat(answer.version()).contains(new Version(store.head().epoch(), 1));
        assertThat(answer.version().orElseThrow()).hasToString(store.head().epoch() + "-1");
        assertThat(dispatch("get", "a", null).version()).isEqualTo(answer.version());
    }

    @Test
    void makes_an_id_when_there_is_none() {
        var first = create("{'value':1}").body().asJsonObject().getString("id");
        var second = create("{'id':null,'value':2}").body().asJsonObject().getString("id");

        assertThat(first).matches("[0-9a-f-]{14}7[0-9a-f-]{21}").isLessThan(second);
    }

    @Test
    void refuses_an_id_that_exists() {
        create("{'id':'a','value':1}");

        assertRefused(() -> create("{'id':'a','value':2}"), ErrorName.CONFLICT, "already-exists");
        assertThat(dispatch("get", "a", null).body().asJsonObject().getInt("value")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'.'", "'..'", "'a/b'", "'a;b'", "'a\\\\b'", "'a\\u0000b'", "7", "true"})
    void refuses_an_id_that_can_be_none(String id) {
        var refusal = assertRefused(() -> create("{'id':" + id + ",'value':1}"), ErrorName.UNPROCESSABLE,
                "invalid-record");

        assertThat(refusal.problem().errors()).extracting(FieldError::pointer).containsExactly("/id");
    }

    @Test
    void takes_an_id_of_255_characters_and_no_more() {
        create("{'id':'" + "x".repeat(255) + "','value':1}");

        assertRefused(() -> create("{'id':'" + "y".repeat(256) + "','value':1}"), ErrorName.UNPROCESSABLE,
                "invalid-record");
    }

    @Test
    void creates_all_of_an_array() {
        var answer = create("[{'id':'a','value':1},{'id':'b','value':2}]");

        assertThat(answer.created()).isTrue();
        assertThat(answer.version()).isEmpty();
        assertThat(answer.body()).isInstanceOfSatisfying(JsonArray.class, list -> assertThat(list).hasSize(2));
        assertThat(store.changes(0, 10)).extracting(ResourceChange::id).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'id':'new','value':1},{'id':'old','value':2}]",
            "[{'id':'new','value':1},{'id':'new','value':2}]", "[{'id':'new','value':1},{'id':'b','value':'x'}]",
            "[{'id':'new','value':1},7]", "[{'id':'new','value':1},{'id':'b','colour':2}]"})
    void creates_none_of_an_array_with_one_that_cannot_be(String array) {
        create("{'id':'old','value':1}");

        var refusal = catchThrowableOfType(ProblemException.class, () -> create(array));

        assertThat(refusal.problem().name().status()).isBetween(400, 422);
        assertThat(store.head().position()).isEqualTo(1);
        assertThat(store.get("new")).isEmpty();
    }

    @Test
    void creates_at_most_a_thousand_at_once() {
        var array = "[" + "{'value':1},".repeat(1_000) + "{'value':1}]";

        assertRefused(() -> create(array), ErrorName.PAYLOAD_TOO_LARGE, "too-many-records");
    }

    @Test
    void replaces_a_record_whole() {
        create("{'id':'a','value':1,'note':'x'}");

        var answer = dispatch("update", "a", "{'value':2}");

        assertThat(answer.body()).isEqualTo(json("{'id':'a','value':2}"));
        assertThat(answer.created()).isFalse();
        assertThat(lastChange().kind()).isEqualTo(ChangeKind.REPLACED);
        assertThat(lastChange().patch()).isEmpty();
    }

    @Test
    void replaces_no_record_that_is_not_there() {
        assertRefused(() -> dispatch("update", "a", "{'value':2}"), ErrorName.NOT_FOUND, "not-found");
    }

    @Test
    void creates_a_record_by_update_when_the_precondition_says_so() {
        var answer = path.dispatch(ResourceRequest.of("power", "update", "a").with(json("{'value':2}"))
                .with((Precondition) current -> true));

        assertThat(answer.created()).isTrue();
        assertThat(lastChange().kind()).isEqualTo(ChangeKind.CREATED);
    }

    @Test
    void refuses_a_body_with_an_id_other_than_the_paths() {
        create("{'id':'a','value':1}");

        assertRefused(() -> dispatch("update", "a", "{'id':'b','value':2}"), ErrorName.UNPROCESSABLE,
                "invalid-record");
        assertRefused(() -> dispatch("patch", "a", "{'id':'b'}"), ErrorName.UNPROCESSABLE, "invalid-record");
        assertRefused(() -> dispatch("patch", "a", "{'id':null}"), ErrorName.UNPROCESSABLE, "invalid-record");
    }

    @Test
    void patches_and_says_in_the_log_by_which_merge_patch() {
        create("{'id':'a','value':1,'note':'x'}");

        var answer = dispatch("patch", "a",
                "[{'op':'remove','path':'/note'},{'op':'replace','path':'/value','value':2}]");

        assertThat(answer.body()).isEqualTo(json("{'id':'a','value':2}"));
        assertThat(lastChange().kind()).isEqualTo(ChangeKind.PATCHED);
        assertThat(lastChange().patch()).contains(json("{'note':null,'value':2}").asJsonObject());
        assertThat(lastChange().before()).contains(json("{'id':'a','value':1,'note':'x'}").asJsonObject());
    }

    @Test
    void gives_the_removed_record_and_no_version() {
        create("{'id':'a','value':1}");

        var answer = dispatch("remove", "a", null);

        assertThat(answer.body()).isEqualTo(json("{'id':'a','value':1}"));
        assertThat(answer.version()).isEmpty();
        assertRefused(() -> dispatch("get", "a", null), ErrorName.NOT_FOUND, "not-found");
    }

    @Test
    void never_gives_a_record_made_anew_the_version_of_the_one_before() {
        var first = create("{'id':'a','value':1}").version();
        dispatch("remove", "a", null);

        var second = create("{'id':'a','value':1}").version();

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void tries_again_when_another_writer_was_faster() {
        create("{'id':'a','value':1}");
        store.loseNext(3);

        var answer = dispatch("patch", "a", "{'value':2}");

        assertThat(answer.body().asJsonObject().getInt("value")).isEqualTo(2);
        assertThat(store.head().position()).isEqualTo(2);
    }

    @Test
    void answers_without_a_version_within_a_transaction_of_the_caller() {
        create("{'id':'a','value':1}");
        store.join();

        assertThat(create("{'id':'b','value':2}").version()).isEmpty();
        var answer = dispatch("patch", "a", "{'value':2}");

        assertThat(answer.version()).isEmpty();
        assertThat(answer.body().asJsonObject().getInt("value")).isEqualTo(2);
    }

    @Test
    void checks_the_precondition_anew_at_each_try() {
        create("{'id':'a','value':1}");
        store.loseNext(2);
        var seen = new CopyOnWriteArrayList<Optional<Version>>();
        Precondition remember = current -> {
            seen.add(current);
            return false;
        };

        path.dispatch(ResourceRequest.of("power", "patch", "a").with(json("{'value':2}")).with(remember));

        assertThat(seen).hasSize(3);
    }

    @Test
    void gives_up_when_it_always_loses() {
        create("{'id':'a','value':1}");
        store.loseNext(Integer.MAX_VALUE);

        assertRefused(() -> dispatch("patch", "a", "{'value':2}"), ErrorName.CONFLICT, "contended");
    }

    @Test
    void changes_nothing_when_the_precondition_does_not_hold() {
        create("{'id':'a','value':1}");
        Precondition never = current -> {
            throw new ProblemException(ErrorName.PRECONDITION_FAILED, "precondition-failed", "no");
        };

        assertRefused(() -> path.dispatch(ResourceRequest.of("power", "remove", "a").with(never)),
                ErrorName.PRECONDITION_FAILED, "precondition-failed");
        assertThat(store.head().position()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':'a','value':'1'}", "{'id':'a','value':1,'colour':'red'}",
            "{'id':'a','value':null}", "{'id':'a','value':1,'note':'far too long'}"})
    void refuses_a_record_that_is_not_of_the_model(String record) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> create(record));

        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().name()).isEqualTo(ErrorName.UNPROCESSABLE);
        assertThat(store.head().position()).isZero();
    }

    @Test
    void refuses_a_number_that_the_field_cannot_hold() {
        var refusal = catchThrowableOfType(ProblemException.class,
                () -> create("{'id':'a','value':1,'weight':1e999}"));

        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().name()).isEqualTo(ErrorName.UNPROCESSABLE);
    }

    @Test
    void keeps_the_nulls_of_records_without_a_schema() {
        var answer = path.dispatch(
                ResourceRequest.of("notes", "create").with(json("{'id':'a','x':null,'deep':{'y':[1,null]}}")));

        assertThat(answer.body()).isEqualTo(json("{'id':'a','x':null,'deep':{'y':[1,null]}}"));
    }

    @Test
    void refuses_more_writes_than_can_wait_to_be_told() {
        weld.select(ChangeFeeds.class).get().follow("power", change -> new CompletableFuture<>());
        for (var i = 0; i < 50; i++) {
            create("{'value':1}");
        }

        var refusal = assertRefused(() -> create("{'value':1}"), ErrorName.UNAVAILABLE, "backlog-full");

        assertThat(refusal).hasMessageContaining("multilith.resource.max-backlog");
        assertThat(store.head().position()).isEqualTo(50);
    }

    @Test
    void names_what_is_missing_or_unknown() {
        assertRefused(() -> dispatch("jump", "a", null), ErrorName.NOT_FOUND, "unknown-method");
        assertRefused(() -> dispatch("patch", null, "{}"), ErrorName.UNPROCESSABLE, "bad-arguments");
        assertRefused(() -> dispatch("create", null, null), ErrorName.UNPROCESSABLE, "bad-arguments");
        assertRefused(() -> path.dispatch(ResourceRequest.of("nothing", "find")),
                ErrorName.NOT_FOUND, "unknown-collection");
    }

    private ResourceAnswer create(String data) {
        return dispatch("create", null, data);
    }

    private ResourceAnswer dispatch(String operation, String id, String data) {
        var request = id == null
                ? ResourceRequest.of("power", operation)
                : ResourceRequest.of("power", operation, id);
        return path.dispatch(data == null ? request : request.with(json(data)));
    }

    private ResourceChange lastChange() {
        var changes = store.changes(0, 1_000);
        return changes.get(changes.size() - 1);
    }

    private static ProblemException assertRefused(Runnable request, ErrorName name, String kind) {
        var refusal = catchThrowableOfType(ProblemException.class, request::run);

        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().name()).isEqualTo(name);
        assertThat(refusal.problem().kind()).isEqualTo(kind);
        return refusal;
    }

    private static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readValue();
        }
    }

    public record Power(String id, int value, @Size(max = 5) String note, Double weight) {}
}
