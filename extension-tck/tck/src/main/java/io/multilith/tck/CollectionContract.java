package io.multilith.tck;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.tck.CollectionAccess.Answer;
import io.multilith.tck.CollectionAccess.Question;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a collection of {@link Item}s does on every transport and with every backend: the same results, and the same refusals
 * with the same kinds. Extend it and hand it a way to ask; the collection may have other records, too, which a test tells from
 * its own by the street that all of its have.
 *
 * @since 0.1
 */
public abstract class CollectionContract {
    private final String street = "street " + UUID.randomUUID();
    private final String prefix = UUID.randomUUID().toString().substring(0, 8);

    /** Makes a suite; a subclass needs nothing but {@link #access()}. */
    protected CollectionContract() {}

    /**
     * The way to the collection under test.
     *
     * @return ready for use
     */
    protected abstract CollectionAccess access();

    @Test
    void creates_a_record_and_gives_it_back() {
        var created = ok("create", null, "{'id':'%s-a','name':'x','count':7,'price':1.5,'done':true,'day':'2026-01-31',"
                + "'colour':'RED','tags':['p','q'],'address':{'street':'%s','zip':'1'}}");

        assertThat(byValue(created)).isEqualTo(byValue(ok("get", id("a"), null)));
        assertThat(created.asJsonObject()).containsEntry("name", Json.createValue("x"))
                .containsEntry("day", Json.createValue("2026-01-31"))
                .containsEntry("colour", Json.createValue("RED"));
        assertThat(created.asJsonObject().getJsonArray("tags")).hasSize(2);
    }

    @Test
    void makes_ids_that_grow() {
        var first = ok("create", null, mine("'name':'1'")).asJsonObject().getString("id");
        var second = ok("create", null, mine("'name':'2'")).asJsonObject().getString("id");

        assertThat(UUID.fromString(first).version()).isEqualTo(7);
        assertThat(first).isLessThan(second);
    }

    @Test
    void creates_all_of_an_array_or_none() {
        ok("create", null, "[" + item("a", "'count':1") + "," + item("b", "'count':2") + "]");

        refused("create", null, "[" + item("c", "'count':3") + "," + item("a", "'count':4") + "]", 409,
                "already-exists");
        refused("create", null, "[" + item("c", "'count':3") + "," + item("d", "'count':'x'") + "]", 422,
                "invalid-value");

        assertThat(found("{'$sort':{'count':1}}")).containsExactly(id("a"), id("b"));
    }

    @Test
    void replaces_a_record_whole() {
        ok("create", null, item("a", "'count':1,'name':'x'"));

        var replaced = ok("update", id("a"), mine("'count':2"));

        assertThat(replaced.asJsonObject()).doesNotContainKey("name");
        assertThat(byValue(ok("get", id("a"), null))).isEqualTo(byValue(replaced));
        refused("update", id("a"), item("b", "'count':3"), 422, "invalid-record");
        refused("update", id("none"), mine("'count':3"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{'count':2}|2", "{'patch':{'$set':{'count':3}}}|3",
            "[{'op':'replace','path':'/count','value':4},{'op':'test','path':'/count','value':4.0}]|4"})
    void patches_in_each_form(String patch, int count) {
        ok("create", null, item("a", "'count':1,'name':'x'"));

        ok("patch", id("a"), patch);

        var record = ok("get", id("a"), null).asJsonObject();
        assertThat(record.getInt("count")).isEqualTo(count);
        assertThat(record.getString("name")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{'count':'x'}|422|invalid-value",
            "{'nothing':1}|422|invalid-value", "{'id':null}|422|invalid-record", "{'id':'other'}|422|invalid-record",
            "{'$set':{'count':2}}|422|invalid-record", "{'colour':'PINK'}|422|invalid-value",
            "{'day':'2026-02-31'}|422|invalid-value", "{'count':1.5}|422|invalid-value",
            "{'count':9223372036854775808}|422|invalid-value", "{'tags':'x'}|422|invalid-value",
            "[{'op':'test','path':'/count','value':2}]|409|test-failed",
            "[{'op':'remove','path':'/nothing'}]|422|bad-pointer",
            "[{'op':'jump','path':'/count'}]|400|malformed-request",
            "[{'op':'add','path':'/nothing','value':1}]|422|invalid-value", "7|400|malformed-request"})
    void refuses_a_patch_that_does_not_fit_and_changes_nothing(String patch, int status, String kind) {
        ok("create", null, item("a", "'count':1"));

        refused("patch", id("a"), patch, status, kind);

        assertThat(ok("get", id("a"), null).asJsonObject().getInt("count")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'op':'copy','from':'/x','path':'/x/-'}|40|413|record-too-large",
            "{'op':'add','path':'/y','value':{}},{'op':'move','from':'/x','path':'/y/x'},{'op':'move','from':'/y','path':'/x'}|40|422|invalid-record",
            "{'op':'test','path':'/count','value':1}|1001|413|too-many-operations"})
    void refuses_a_short_patch_that_makes_much(String operations, int times, int status, String kind) {
        ok("create", null, item("a", "'count':1"));

        refused("patch", id("a"), "[{'op':'add','path':'/x','value':[1]}" + ("," + operations).repeat(times) + "]",
                status, kind);

        assertThat(ok("get", id("a"), null).asJsonObject().getInt("count")).isEqualTo(1);
    }

    @Test
    void changes_the_record_only_if_the_query_beside_its_id_means_it() {
        ok("create", null, item("a", "'count':1"));

        for (var operation : List.of("patch", "update", "remove")) {
            var data = operation.equals("remove") ? null : mine("'count':3");
            refused(ask(operation, id("a"), data, "{'count':2}"), 404, "not-found");
            refused(ask(operation, id("a"), data, "{'nothing':2}"), 400, "bad-query");
        }

        assertThat(ok("get", id("a"), null).asJsonObject().getInt("count")).isEqualTo(1);
        var patched = ask("patch", id("a"), "{'count':4}", "{'count':1,'$select':['name']}");
        assertThat(patched.body().asJsonObject()).containsOnlyKeys("id");
        refused(ask("create", null, item("b", "'count':1"), "{'count':1}"), 400, "bad-query");
    }

    @Test
    void gives_back_what_it_removes() {
        var created = ok("create", null, item("a", "'count':1"));

        assertThat(byValue(ok("remove", id("a"), null))).isEqualTo(byValue(created));

        refused("get", id("a"), null, 404, "not-found");
        refused("remove", id("a"), null, 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{'count':2}|b", "{'count':{'$gt':1}}|b,c",
            "{'count':{'$gte':2,'$lt':3}}|b", "{'name':{'$in':['x','z']}}|a,c", "{'name':{'$nin':['x','z']}}|b,d",
            "{'name':{'$ne':'x'}}|b,c,d", "{'name':null}|d", "{'done':true}|a", "{'price':2.50}|b",
            "{'day':{'$lt':'2026-02-01'}}|a", "{'colour':'GREEN'}|b", "{'tags':['p','q']}|a", "{'tags':['q','p']}|",
            "{'$or':[{'count':1},{'name':'z'}]}|a,c", "{'$and':[{'count':{'$gt':1}},{'name':'y'}]}|b",
            "{'$sort':{'count':-1}}|c,b,a,d", "{'$sort':{'name':1}}|d,a,b,c",
            "{'$sort':{'price':1,'count':-1},'$limit':2}|d,c", "{'$sort':{'count':1},'$skip':1,'$limit':2}|a,b",
            "{'$limit':0}|"})
    void finds_what_is_asked_for(String query, String names) {
        createFour();

        var expected = names == null ? List.<String>of() : List.of(names.split(",")).stream().map(this::id).toList();

        assertThat(found(query)).containsExactlyElementsOf(expected);
    }

    @Test
    void shows_the_fields_that_are_wanted() {
        createFour();

        var found = find("{'count':1,'$select':['name']}");

        assertThat(found.getJsonObject(0).keySet()).containsExactlyInAnyOrder("id", "name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{'nothing':1}|nothing", "{'count':{'$near':1}}|$near",
            "{'count':'x'}|count", "{'$where':'1'}|$where", "{'__proto__':1}|__proto__",
            "{'address.zip':'1'}|address.zip",
            "{'$sort':{'nothing':1}}|nothing", "{'$limit':-1}|$limit", "{'$select':['nothing']}|nothing",
            "{'$search':'x'}|$search", "{'count':{'$in':[1,'x']}}|count"})
    void refuses_a_query_that_it_does_not_understand(String query, String pointer) {
        var problem = refused(ask("find", null, null, query), 400, "bad-query");

        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class))
                .anySatisfy(error -> assertThat(error.getString("pointer")).contains(pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"''|invalid-record", "'.'|invalid-record",
            "'a/b'|invalid-record", "'a;b'|invalid-record", "7|invalid-record"})
    void refuses_an_id_that_can_be_none(String id, String kind) {
        refused("create", null, "{'id':" + id + "}", 422, kind);
    }

    @Test
    void refuses_a_date_that_is_none() {
        var problem = refused(ask("create", null, item("a", "'day':'2026-02-30'"), null), 422, "invalid-value");

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer")).isEqualTo("/day");
        refused(ask("find", null, null, "{'day':'tomorrow'}"), 400, "bad-query");
    }

    @Test
    void refuses_a_text_that_not_every_backend_can_keep() {
        var problem = refused(ask("create", null, "{'name':'a\\u0000b'}", null), 422, "invalid-record");

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer")).isEqualTo("/name");
    }

    @Test
    void links_records_to_one_another() {
        createFour();
        var target = Json.createArrayBuilder().add(collection()).add(id("b")).build();

        var link = ok("$link", id("a"), "{'relation':'next','target':" + target + ",'title':'t'}");

        assertThat(link.asJsonObject().get("target")).isEqualTo(target);
        assertThat(ok("get", id("a"), null).asJsonObject()).containsKey("_links");
        var expanded = ask("get", id("a"), null, "{'$expand':'next'}").body().asJsonObject();
        assertThat(expanded.getJsonObject("_embedded").getJsonArray("next").getJsonObject(0).getString("id"))
                .isEqualTo(id("b"));
        ok("$unlink", id("a"), "{'relation':'next','index':0}");
        assertThat(ok("$links", id("a"), null)).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
        refused("$link", id("a"), "{'relation':'next','target':['" + collection() + "','none']}", 422,
                "invalid-record");
    }

    @Test
    void remembers_what_became_of_a_record() {
        ok("create", null, item("a", "'count':1"));
        ok("patch", id("a"), "{'count':2}");
        ok("remove", id("a"), null);

        var history = ok("$history", id("a"), null).asJsonArray().getValuesAs(JsonObject.class);

        assertThat(history).extracting(event -> event.getString("type")).containsExactly(collection() + ".created",
                collection() + ".patched", collection() + ".removed");
        assertThat(history).extracting(event -> event.getString("subject")).containsOnly(id("a"));
        assertThat(history.get(1).getJsonObject("data").getJsonObject("patch").getInt("count")).isEqualTo(2);
        refused("$history", id("never"), null, 404, "not-found");
    }

    @Test
    void has_no_operation_of_another_name() {
        ok("create", null, item("a", "'count':1"));

        refused("jump", id("a"), "{}", 404, "unknown-method");
    }

    /**
     * The name of the collection under test.
     *
     * @return by default {@code item}
     */
    protected String collection() {
        return "item";
    }

    private void createFour() {
        ok("create", null,
                "[" + item("a", "'name':'x','count':1,'price':1,'done':true,'day':'2026-01-31','tags':['p','q']")
                        + ","
                        + item("b", "'name':'y','count':2,'price':2.5,'done':false,'day':'2026-02-01','colour':'GREEN'")
                        + "," + item("c", "'name':'z','count':3,'price':1.0") + "," + item("d", "'tags':[]") + "]");
    }

    private List<String> found(String query) {
        return find(query).getValuesAs(record -> record.asJsonObject().getString("id"));
    }

    /** Among the records of this test. */
    private JsonArray find(String query) {
        var mine = Json.createObjectBuilder(json(query).asJsonObject())
                .add("address", json("{'street':'%s','zip':'1'}"))
                .build();
        var answer = access().ask(new Question("find", Optional.empty(), Optional.empty(), Optional.of(mine)));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(Answer.OK);
        return answer.body().asJsonArray();
    }

    private JsonValue ok(String operation, String id, String data) {
        var answer = ask(operation, id, data, null);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(Answer.OK);
        return answer.body();
    }

    private void refused(String operation, String id, String data, int status, String kind) {
        refused(ask(operation, id, data, null), status, kind);
    }

    private static JsonObject refused(Answer answer, int status, String kind) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().asJsonObject().getString("className")).isEqualTo(kind);
        return answer.body().asJsonObject();
    }

    private Answer ask(String operation, String id, String data, String query) {
        return access().ask(new Question(operation, Optional.ofNullable(id),
                Optional.ofNullable(data).map(this::json), Optional.ofNullable(query).map(this::json)
                        .map(JsonValue::asJsonObject)));
    }

    private String item(String name, String fields) {
        return "{'id':'" + id(name) + "'," + fields + ",'address':{'street':'%s','zip':'1'}}";
    }

    private static String mine(String fields) {
        return "{" + fields + ",'address':{'street':'%s','zip':'1'}}";
    }

    private String id(String name) {
        return prefix + "-" + name;
    }

    private static JsonValue byValue(JsonValue value) {
        return Writes.byValue(value.asJsonObject());
    }

    private JsonValue json(String text) {
        var whole = text.replace("'id':'%s-a'", "'id':'" + id("a") + "'").replace("%s", street).replace('\'', '"');
        try (var reader = Json.createReader(new StringReader(whole))) {
            return reader.readValue();
        }
    }
}
