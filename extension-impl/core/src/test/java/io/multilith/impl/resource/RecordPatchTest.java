package io.multilith.impl.resource;

import java.io.StringReader;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RecordPatchTest {
    private static final String BEFORE = "{'id':'1','name':'a','tags':['x','y'],'inner':{'n':1}}";

    @Nested
    class Merge {
        @Test
        void sets_adds_and_takes_away() {
            var after = apply("{'name':'b','size':2,'tags':null,'inner':{'m':2}}");

            assertThat(after).isEqualTo(object("{'id':'1','name':'b','inner':{'n':1,'m':2},'size':2}"));
        }

        @Test
        void replaces_an_array_as_a_whole() {
            assertThat(apply("{'tags':['z']}").get("tags")).isEqualTo(json("['z']"));
        }

        @Test
        void refuses_what_is_no_object() {
            assertRefused("'x'", ErrorName.BAD_REQUEST, "malformed-request");
        }
    }

    @Nested
    class ZeroServices {
        @Test
        void sets_and_unsets() {
            var after = apply("{'patch':{'$set':{'name':'b'},'$unset':{'tags':''}}}");

            assertThat(after).isEqualTo(object("{'id':'1','name':'b','inner':{'n':1}}"));
        }

        @Test
        void leaves_a_field_named_patch_alone_when_it_is_no_such_change() {
            var after = apply("{'patch':{'colour':'red'}}");

            assertThat(after.get("patch")).isEqualTo(json("{'colour':'red'}"));
        }
    }

    @Nested
    class JsonPatch {
        @Test
        void applies_every_operation_in_order() {
            var after = apply("[{'op':'add','path':'/tags/-','value':'z'},{'op':'remove','path':'/tags/0'},"
                    + "{'op':'replace','path':'/name','value':'b'},{'op':'copy','from':'/name','path':'/alias'},"
                    + "{'op':'move','from':'/inner','path':'/outer'},{'op':'test','path':'/alias','value':'b'}]");

            assertThat(after)
                    .isEqualTo(object("{'id':'1','name':'b','tags':['y','z'],'alias':'b','outer':{'n':1}}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "1.0", "10e-1"})
        void compares_numbers_by_value(String number) {
            var after = apply("[{'op':'test','path':'/inner','value':{'n':" + number + "}}]");

            assertThat(after).isEqualTo(object(BEFORE));
        }

        @Test
        void tells_a_test_that_fails_from_all_else() {
            var refusal = assertRefused("[{'op':'remove','path':'/tags'},{'op':'test','path':'/name','value':'b'}]",
                    ErrorName.CONFLICT, "test-failed");

            assertThat(refusal.problem().errors()).extracting(FieldError::pointer).containsExactly("/1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{'op':'remove','path':'/nothing'}", "{'op':'replace','path':'/no/where','value':1}",
                "{'op':'add','path':'/tags/7','value':1}", "{'op':'add','path':'/tags/x','value':1}",
                "{'op':'remove','path':'/tags/99999999999'}", "{'op':'test','path':'/nothing','value':1}",
                "{'op':'add','path':'name','value':1}", "{'op':'copy','from':'/nothing','path':'/name'}",
                "{'op':'move','from':'/inner','path':'/inner/n'}", "{'op':'add','path':'/name/x','value':1}",
                "{'op':'test','path':'/tags/99999999999','value':1}"})
        void tells_a_pointer_that_leads_nowhere(String operation) {
            var refusal = assertRefused("[" + operation + "]", ErrorName.UNPROCESSABLE, "bad-pointer");

            assertThat(refusal.problem().errors()).extracting(FieldError::pointer).containsExactly("/0/path");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "{}", "{'op':'jump','path':'/name'}", "{'op':'add','path':'/name'}",
                "{'op':'add','value':1}", "{'op':'move','path':'/name'}", "{'op':'copy','from':1,'path':'/name'}",
                "{'op':'remove','path':1}"})
        void refuses_what_is_no_operation(String operation) {
            assertRefused("[" + operation + "]", ErrorName.BAD_REQUEST, "malformed-request");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{'op':'replace','path':'','value':5}", "{'op':'replace','path':'','value':[]}",
                "{'op':'remove','path':''}", "{'op':'add','path':'','value':null}"})
        void refuses_to_make_anything_but_an_object_of_a_record(String operation) {
            var refusal = catchThrowableOfType(ProblemException.class, () -> apply("[" + operation + "]"));

            assertThat(refusal).isNotNull();
            assertThat(refusal.problem().name().status()).isBetween(400, 422);
        }
    }

    @Nested
    class Difference {
        @Test
        void leads_from_one_record_to_the_other() {
            var after = object("{'id':'1','tags':['y'],'inner':{'n':2}}");

            var patch = RecordPatch.between(object(BEFORE), after);

            assertThat(patch).isEqualTo(object("{'name':null,'tags':['y'],'inner':{'n':2}}"));
            assertThat(RecordPatch.apply(object(BEFORE), patch)).isEqualTo(after);
        }

        @Test
        void is_empty_between_equals() {
            assertThat(RecordPatch.between(object(BEFORE), object(BEFORE))).isEmpty();
        }
    }

    private static ProblemException assertRefused(String patch, ErrorName name, String kind) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> apply(patch));

        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().name()).isEqualTo(name);
        assertThat(refusal.problem().kind()).isEqualTo(kind);
        return refusal;
    }

    private static JsonObject apply(String patch) {
        return RecordPatch.apply(object(BEFORE), json(patch));
    }

    private static JsonObject object(String text) {
        return json(text).asJsonObject();
    }

    private static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readValue();
        }
    }
}
