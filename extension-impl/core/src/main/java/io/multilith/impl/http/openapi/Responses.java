package io.multilith.impl.http.openapi;

import java.util.Map;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

import io.multilith.impl.http.WireSchemas;

/** The answers to one operation, put together. */
final class Responses {
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final Map<Integer, String> PROBLEMS = Map.ofEntries(Map.entry(400, "the request is malformed"),
            Map.entry(404, "there is no such record"), Map.entry(406, "no representation of the accepted types"),
            Map.entry(409, "it contradicts what is there"),
            Map.entry(412, "the record is not what the conditions say"), Map.entry(413, "the body is too large"),
            Map.entry(415, "the content type is not read here"), Map.entry(422, "the values do not fit"),
            Map.entry(428, "the request has no If-Match"));

    private final APIResponses responses = OASFactory.createAPIResponses();

    Responses ok(String status, String description, Schema schema) {
        responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description)
                .content(Bodies.content(Bodies.JSON, schema)));
        return this;
    }

    Responses page(Schema page) {
        responses.addAPIResponse("200", OASFactory.createAPIResponse().description("a page")
                .content(Bodies.content(Bodies.JSON + ";profile=page", page)));
        return this;
    }

    Responses empty(String status, String description) {
        responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        return this;
    }

    Responses tagged(String status) {
        return header(status, "ETag", "the version of the record");
    }

    Responses located(String status) {
        return header(status, "Location", "where the record is");
    }

    Responses applied(String status) {
        return header(status, "Preference-Applied", "what of Prefer was done");
    }

    Responses listed(String status) {
        return header(status, "X-Total-Count", "how many there are in all").header(status, "Content-Range",
                "which of them these are").header(status, "Link", "first, prev, next and last page")
                .applied(status);
    }

    Responses problems(int... statuses) {
        for (var status : statuses) {
            problem(Integer.toString(status), PROBLEMS.get(status));
        }
        return this;
    }

    APIResponses build() {
        problem("default", "anything else that went wrong");
        return responses;
    }

    private void problem(String status, String description) {
        responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description)
                .content(Bodies.content(PROBLEM_JSON, ComponentSchemas.reference(WireSchemas.PROBLEM))));
    }

    private Responses header(String status, String name, String description) {
        Header header = OASFactory.createHeader().description(description)
                .schema(OASFactory.createSchema().type(Schema.SchemaType.STRING));
        responses.getAPIResponse(status).addHeader(name, header);
        return this;
    }
}
