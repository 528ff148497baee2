package io.multilith.impl.problem;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;

/** Of the API; stands here because JSON-P needs an implementation to run. */
class ProblemDetailTest {
    @Test
    void is_written_with_the_members_that_clients_read() {
        var problem = new ProblemDetail(ErrorName.UNPROCESSABLE, "bad-arguments", "No.",
                List.of(new FieldError("/args/0", "must be a text")), Optional.of("e1"), Optional.of("OutOfStock"));

        assertThat(problem.toJson()).isEqualTo(json("{'type':'urn:multilith:problem:bad-arguments',"
                + "'title':'Bad arguments','status':422,'detail':'No.','name':'Unprocessable','message':'No.',"
                + "'code':422,'className':'bad-arguments','errors':[{'pointer':'/args/0','detail':'must be a text'}],"
                + "'errorId':'e1','errorCode':'OutOfStock'}"));
    }

    @Test
    void leaves_out_what_it_has_not() {
        var json = ProblemDetail.of(ErrorName.NOT_FOUND, "not-found", "Gone.").toJson();

        assertThat(json).doesNotContainKeys("errors", "errorId", "errorCode");
    }

    @Test
    void reads_what_it_has_written() {
        var problem = new ProblemDetail(ErrorName.CONFLICT, "test-failed", "No.",
                List.of(new FieldError("/0", "does not hold"), new FieldError("", "all")), Optional.of("e1"),
                Optional.of("Code"));

        assertThat(ProblemDetail.fromJson(problem.toJson())).isEqualTo(problem);
    }

    @Test
    void makes_a_general_error_of_a_strangers_object() {
        var problem = ProblemDetail.fromJson(json("{'status':'x','detail':1,'errors':{},'errorId':null}"));

        assertThat(problem).isEqualTo(ProblemDetail.of(ErrorName.GENERAL_ERROR, "general-error", "No detail."));
    }

    @Test
    void reads_a_strangers_faulty_places_as_far_as_they_go() {
        var problem = ProblemDetail.fromJson(json("{'status':422,'errors':[1,{'pointer':'/a'},{'detail':2}]}"));

        assertThat(problem.errors()).containsExactly(new FieldError("/a", ""), new FieldError("", ""));
    }

    @ParameterizedTest
    @EnumSource(ErrorName.class)
    void finds_every_name_by_its_status(ErrorName name) {
        assertThat(ErrorName.ofStatus(name.status())).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"418, BAD_REQUEST", "499, BAD_REQUEST", "502, GENERAL_ERROR", "599, GENERAL_ERROR"})
    void takes_a_status_outside_of_the_contract_for_the_general_one_of_its_class(int status, ErrorName name) {
        assertThat(ErrorName.ofStatus(status)).isEqualTo(name);
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
