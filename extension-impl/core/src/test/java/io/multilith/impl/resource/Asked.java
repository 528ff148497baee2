package io.multilith.impl.resource;

import java.io.StringReader;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Asks a dispatcher, with JSON in single quotes. */
record Asked(ResourceDispatcher dispatcher, String collection) {
    JsonObject create(String data) {
        return answer("create", null, data).body().asJsonObject();
    }

    JsonObject get(String id) {
        return answer("get", id, null).body().asJsonObject();
    }

    ResourceAnswer answer(String operation, String id, String data) {
        return dispatcher.dispatch(request(operation, id, data));
    }

    ResourceRequest request(String operation, String id, String data) {
        var request = id == null
                ? ResourceRequest.of(collection, operation)
                : ResourceRequest.of(collection, operation, id);
        return data == null ? request : request.with(json(data));
    }

    JsonValue find(String query) {
        return dispatcher.dispatch(request("find", null, null).with(form(query))).body();
    }

    static QueryForm form(String query) {
        return new QueryForm(json(query).asJsonObject(), false, "");
    }

    static ProblemException assertRefused(Runnable request, ErrorName name, String kind) {
        var refusal = catchThrowableOfType(ProblemException.class, request::run);

        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().name()).isEqualTo(name);
        assertThat(refusal.problem().kind()).isEqualTo(kind);
        return refusal;
    }

    static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readValue();
        }
    }
}
