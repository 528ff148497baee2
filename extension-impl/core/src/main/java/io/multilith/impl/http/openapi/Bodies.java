package io.multilith.impl.http.openapi;

import java.util.List;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

import io.multilith.impl.http.WireSchemas;

/** What requests and answers carry. */
final class Bodies {
    static final String JSON = "application/json";

    private static final int MOST = 1000;

    private Bodies() {}

    static RequestBody json(Schema schema) {
        return OASFactory.createRequestBody().required(true).content(content(JSON, schema));
    }

    /** The first is the one that generated clients take. */
    static RequestBody patch(String merge) {
        var content = content("application/merge-patch+json", ComponentSchemas.reference(merge));
        content.addMediaType(JSON, OASFactory.createMediaType().schema(ComponentSchemas.reference(merge)));
        content.addMediaType("application/json-patch+json",
                OASFactory.createMediaType().schema(ComponentSchemas.reference(WireSchemas.JSON_PATCH)));
        return OASFactory.createRequestBody().required(true).content(content);
    }

    static Content content(String type, Schema schema) {
        return OASFactory.createContent().addMediaType(type, OASFactory.createMediaType().schema(schema));
    }

    /**
     * One record, or many. Not as alternatives of one type: generators make clients of those that do not compile.
     */
    static RequestBody oneOrMany(Schema record) {
        var list = OASFactory.createSchema().type(Schema.SchemaType.ARRAY).items(record).maxItems(MOST);
        var body = json(record);
        body.getContent().addMediaType(JSON + ";profile=list", OASFactory.createMediaType().schema(list));
        return body;
    }

    static Schema page(Schema list) {
        var count = OASFactory.createSchema().type(Schema.SchemaType.INTEGER).format("int64");
        return OASFactory.createSchema().type(Schema.SchemaType.OBJECT).addProperty("total", count)
                .addProperty("limit", count).addProperty("skip", count).addProperty("data", list)
                .required(List.of("limit", "skip", "data"));
    }
}
