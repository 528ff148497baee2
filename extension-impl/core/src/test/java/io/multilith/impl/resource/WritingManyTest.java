package io.multilith.impl.resource;

import java.util.OptionalInt;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;

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
import io.multilith.problem.ErrorName;
import io.multilith.resource.Operation;
import io.multilith.resource.Preferences;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;

import static io.multilith.impl.resource.Asked.assertRefused;
import static io.multilith.impl.resource.Asked.form;
import static io.multilith.impl.resource.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(WeldJunit5Extension.class)
class WritingManyTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Notes.class, Fixed.class);

    private Asked notes;

    @BeforeEach
    void open() {
        notes = new Asked(weld.select(ResourceDispatcher.class).get(), "note");
        notes.answer("create", null, "[{'id':'a','n':1},{'id':'b','n':2},{'id':'c','n':3}]");
    }

    @Test
    void patches_all_that_the_query_means_in_one_unit() {
        var answer = many("patch", "{'n':{'$gte':2}}", "{'done':true}");

        assertThat(answer.body()).isEqualTo(json("[{'id':'b','n':2,'done':true},{'id':'c','n':3,'done':true}]"));
        assertThat(answer.version()).isEmpty();
        assertThat(notes.find("{'done':true}").asJsonArray()).hasSize(2);
        assertThat(positions()).isEqualTo(5);
    }

    @Test
    void removes_all_that_the_query_means_and_shows_what_is_wanted_of_them() {
        var answer = many("remove", "{'n':{'$lt':3},'$select':['n']}", null);

        assertThat(answer.body()).isEqualTo(json("[{'id':'a','n':1},{'id':'b','n':2}]"));
        assertThat(notes.find("{}").asJsonArray()).hasSize(1);
    }

    @Test
    void changes_nothing_when_one_cannot_be_changed() {
        assertRefused(() -> many("patch", "{}", "[{'op':'test','path':'/n','value':1}]"), ErrorName.CONFLICT,
                "test-failed");

        assertThat(positions()).isEqualTo(3);
    }

    @Test
    void changes_nothing_when_there_are_more_than_the_client_expects() {
        var request = notes.request("remove", null, null).with(form("{'n':{'$gte':1}}"));

        assertRefused(() -> notes.dispatcher().dispatch(request.with(new Preferences(true, OptionalInt.of(2)))),
                ErrorName.UNPROCESSABLE, "too-many-affected");
        assertThat(positions()).isEqualTo(3);
        notes.dispatcher().dispatch(request.with(new Preferences(true, OptionalInt.of(3))));
        assertThat(positions()).isEqualTo(6);
    }

    @Test
    void changes_up_to_a_thousand() {
        IntStream.range(0, 997).forEach(i -> notes.create("{'n':0}"));

        assertThat(many("patch", "{}", "{'n':9}").body().asJsonArray()).hasSize(1_000);

        notes.create("{'n':9}");
        assertRefused(() -> many("remove", "{}", null), ErrorName.PAYLOAD_TOO_LARGE, "too-many-records");
    }

    @Test
    void changes_none_when_the_query_means_none() {
        assertThat(many("remove", "{'n':7}", null).body()).isEqualTo(json("[]"));
        assertThat(positions()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'$limit':1}", "{'$skip':1}", "{'$sort':{'n':1}}", "{'$where':'1'}"})
    void refuses_a_query_that_means_a_part_of_a_list(String query) {
        assertRefused(() -> many("remove", query, null), ErrorName.BAD_REQUEST, "bad-query");
    }

    @Test
    void changes_one_at_a_time_where_that_is_wanted() {
        var fixed = new Asked(weld.select(ResourceDispatcher.class).get(), "fixed");

        assertRefused(() -> fixed.answer("create", null, "[{'id':'a'}]"), ErrorName.METHOD_NOT_ALLOWED,
                "one-at-a-time");
        assertRefused(() -> fixed.dispatcher().dispatch(fixed.request("patch", null, "{}").with(form("{'id':'a'}"))),
                ErrorName.METHOD_NOT_ALLOWED, "one-at-a-time");
    }

    @Test
    void does_not_do_what_is_not_offered() {
        var fixed = new Asked(weld.select(ResourceDispatcher.class).get(), "fixed");
        fixed.create("{'id':'a'}");

        assertRefused(() -> fixed.answer("remove", "a", null), ErrorName.METHOD_NOT_ALLOWED, "not-offered");
        assertRefused(() -> fixed.answer("update", "a", "{}"), ErrorName.METHOD_NOT_ALLOWED, "not-offered");
    }

    private ResourceAnswer many(String operation, String query, String data) {
        return notes.dispatcher().dispatch(notes.request(operation, null, data).with(form(query)));
    }

    private long positions() {
        return weld.select(Collections.class).get().get("note").store().head().position();
    }

    @ResourceCollection(value = "note", multi = {Operation.CREATE, Operation.PATCH, Operation.REMOVE})
    static class Notes implements ResourceModel<JsonObject> {}

    @ResourceCollection(value = "fixed", multi = {}, operations = {Operation.FIND, Operation.GET, Operation.CREATE,
            Operation.PATCH})
    static class Fixed implements ResourceModel<JsonObject> {}
}
