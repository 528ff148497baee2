package io.multilith.impl.resource;

import jakarta.json.JsonObject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;

import static io.multilith.impl.resource.Asked.assertRefused;
import static io.multilith.impl.resource.Asked.form;
import static io.multilith.impl.resource.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(WeldJunit5Extension.class)
class LinksTest {
    private static final String TO_7 = "{'relation':'needs','target':['todo','7'],'title':'first'}";

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Todos.class, Notes.class);

    private Asked todos;
    private Asked notes;

    @BeforeEach
    void open() {
        todos = new Asked(weld.select(ResourceDispatcher.class).get(), "todo");
        notes = new Asked(weld.select(ResourceDispatcher.class).get(), "note");
        todos.create("{'id':'7','text':'x'}");
        notes.create("{'id':'a'}");
    }

    @Test
    void shows_a_link_with_its_record() {
        var answer = notes.answer("$link", "a", TO_7);

        assertThat(answer.created()).isTrue();
        assertThat(answer.body()).isEqualTo(json("{'target':['todo','7'],'title':'first'}"));
        assertThat(notes.answer("$links", "a", null).body())
                .isEqualTo(json("{'needs':[{'target':['todo','7'],'title':'first'}]}"));
        assertThat(notes.get("a"))
                .isEqualTo(json("{'id':'a','_links':{'needs':[{'target':['todo','7'],'title':'first'}]}}"));
    }

    @Test
    void tells_of_a_link_as_of_a_change() {
        notes.answer("$link", "a", TO_7);
        notes.answer("$unlink", "a", "{'relation':'needs','index':0}");

        var history = notes.answer("$history", "a", null).body().asJsonArray();

        assertThat(history.getValuesAs(event -> event.asJsonObject().getString("type"))).containsExactly("note.created",
                "note.linked", "note.unlinked");
    }

    @Test
    void puts_the_records_behind_links_beside_it_when_asked() {
        notes.answer("$link", "a", TO_7);

        var shown = notes.dispatcher()
                .dispatch(notes.request("get", "a", null).with(form("{'$expand':'needs','$select':['id']}")));

        assertThat(shown.body())
                .isEqualTo(json("{'id':'a','_embedded':{'needs':[{'id':'7','text':'x'}]}}"));
        assertThat(shown.version()).isEmpty();
        assertThat(notes.find("{'$expand':['needs','other']}").asJsonArray().getJsonObject(0).get("_embedded"))
                .isEqualTo(json("{'needs':[{'id':'7','text':'x'}],'other':[]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'$expand':'needs.needs'}", "{'$expand':7}", "{'$expand':['a/b']}", "{'$expand':''}"})
    void refuses_to_expand_what_is_no_relation(String query) {
        assertRefused(() -> notes.find(query), ErrorName.BAD_REQUEST, "bad-query");
    }

    @Test
    void keeps_links_when_the_record_changes_and_ignores_those_in_bodies() {
        notes.answer("$link", "a", TO_7);

        notes.answer("update", "a", "{'text':'y','_links':{},'_embedded':{'x':1}}");
        notes.answer("patch", "a", "{'_links':null}");

        assertThat(notes.get("a")).containsKey("_links").doesNotContainKey("_embedded");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'relation':'needs','target':['todo','8']}|/target",
            "{'relation':'needs','target':['nothing','7']}|/target", "{'relation':'needs','target':['todo']}|/target",
            "{'relation':'needs','target':'todo'}|/target", "{'relation':'needs'}|/target",
            "{'relation':'a.b','target':['todo','7']}|/relation", "{'target':['todo','7']}|/relation",
            "{'relation':'needs','target':['todo','7'],'title':7}|/title",
            "{'relation':'needs','target':['todo','7'],'title':'a\\u0000b'}|/title",
            "{'relation':'needs','target':['todo','7'],'title':'\\ud800'}|/title",
            "{'relation':'needs','target':['todo','7'],'other':7}|/other",
            "{'relation':'__proto__','target':['todo','7']}|/relation"})
    void refuses_a_link_that_leads_nowhere_or_is_none(String link, String pointer) {
        var refusal = assertRefused(() -> notes.answer("$link", "a", link), ErrorName.UNPROCESSABLE, "invalid-record");

        assertThat(refusal.problem().errors()).extracting(FieldError::pointer).containsExactly(pointer);
        assertThat(notes.get("a")).doesNotContainKey("_links");
    }

    @Test
    void links_on_a_condition_only_and_tells_the_version_since() {
        var linked = notes.answer("$link", "a", TO_7);

        var stale = notes.request("$unlink", "a", "{'relation':'needs','index':0}").with(current -> {
            throw new ProblemException(ErrorName.PRECONDITION_FAILED, "precondition-failed", "It is another.");
        });
        assertRefused(() -> notes.dispatcher().dispatch(stale), ErrorName.PRECONDITION_FAILED, "precondition-failed");
        assertThat(notes.answer("get", "a", null).version()).isEqualTo(linked.version()).isPresent();
    }

    @Test
    void takes_away_the_link_that_is_meant() {
        todos.create("{'id':'8','text':'y'}");
        notes.answer("$link", "a", TO_7);
        notes.answer("$link", "a", "{'relation':'needs','target':['todo','8']}");

        var removed = notes.answer("$unlink", "a", "{'relation':'needs','index':0}").body();

        assertThat(removed).isEqualTo(json("{'target':['todo','7'],'title':'first'}"));
        assertThat(notes.answer("$links", "a", null).body()).isEqualTo(json("{'needs':[{'target':['todo','8']}]}"));
        assertRefused(() -> notes.answer("$unlink", "a", "{'relation':'needs','index':1}"), ErrorName.NOT_FOUND,
                "not-found");
    }

    @Test
    void takes_away_the_links_to_a_record_that_is_removed() {
        todos.create("{'id':'8','text':'y'}");
        notes.answer("$link", "a", TO_7);
        notes.answer("$link", "a", "{'relation':'needs','target':['todo','8']}");
        notes.answer("$link", "a", "{'relation':'follows','target':['todo','7']}");

        todos.answer("remove", "7", null);

        await().untilAsserted(() -> assertThat(notes.answer("$links", "a", null).body())
                .isEqualTo(json("{'needs':[{'target':['todo','8']}]}")));
    }

    public record Todo(String id, String text) {}

    @ResourceCollection("todo")
    static class Todos implements ResourceModel<Todo> {}

    @ResourceCollection("note")
    static class Notes implements ResourceModel<JsonObject> {}
}
