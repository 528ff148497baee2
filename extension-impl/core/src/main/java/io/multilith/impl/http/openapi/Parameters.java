package io.multilith.impl.http.openapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

import io.multilith.resource.Query;

/** What paths, queries and headers say. */
final class Parameters {
    static final String QUERY_HELP = "A field compares as field[$op]=value too, by $ne, $in, $nin, $lt, $lte, $gt and $gte; $or and "
            + "$and join what is compared: $or[0][a]=1&$or[1][b]=2. A field or operator that is not known is refused.";

    private static final Map<String, String> HEADERS = Map.of("If-Match", "the ETag that the record must have",
            "If-None-Match", "the ETag that it must not have; * where it must not be there", "Idempotency-Key",
            "the same key with the same body has the same answer, and is done once", "Prefer",
            "return=minimal, count=none, max-affected=n");
    private static final Set<String> SCALARS = Set.of("string", "integer", "number", "boolean");

    private Parameters() {}

    static Parameter header(String name, boolean required) {
        return OASFactory.createParameter().name(name).in(Parameter.In.HEADER).description(HEADERS.get(name))
                .required(required).schema(text());
    }

    static Parameter path(String name, Schema schema) {
        return OASFactory.createParameter().name(name).in(Parameter.In.PATH).required(true).schema(schema);
    }

    static List<Parameter> ofList(ComponentSchemas.OfCollection schemas) {
        var limit = OASFactory.createSchema().type(Schema.SchemaType.INTEGER).minimum(BigDecimal.ZERO)
                .defaultValue(Query.ALL.limit());
        var skip = OASFactory.createSchema().type(Schema.SchemaType.INTEGER).minimum(BigDecimal.ZERO);
        var order = OASFactory.createSchema().type(Schema.SchemaType.INTEGER).enumeration(List.of(1, -1));
        var sorts = schemas.fields().entrySet().stream().filter(field -> isScalar(field.getValue().asJsonObject()))
                .map(field -> query("$sort[" + field.getKey() + "]",
                        "in order of the field, or with -1 in the reverse", order));
        var fields = OASFactory.createSchema().type(Schema.SchemaType.ARRAY).items(text());
        return Stream.of(filters(schemas).stream(), sorts, Stream.of(
                query("$limit", "how many at most; beyond " + Query.MAX_LIMIT + " it is " + Query.MAX_LIMIT, limit),
                query("$skip", "how many to pass over", skip),
                query("$select[]", "which fields of the records", fields),
                query("$after", "where the page before ended, as its Link says", text()),
                query("$expand", "which links to follow, rel or rel.rel", text()))).flatMap(Function.identity())
                .toList();
    }

    /** Those that say which records are meant. */
    static List<Parameter> filters(ComponentSchemas.OfCollection schemas) {
        var fields = schemas.fields().entrySet().stream()
                .filter(field -> isScalar(field.getValue().asJsonObject()))
                .map(field -> query(field.getKey(), "the value of the field",
                        SchemaModels.of(bare(field.getValue().asJsonObject()))));
        var search = query("$search", "a part of one of the fields that can be searched, in any case", text());
        return Stream.concat(fields, schemas.searchable() ? Stream.of(search) : Stream.empty()).toList();
    }

    /** Only what a value must be to be compared: none is too long for that. */
    private static JsonObject bare(JsonObject schema) {
        var bare = Json.createObjectBuilder();
        Stream.of("type", "format", "enum").filter(schema::containsKey)
                .forEach(keyword -> bare.add(keyword, schema.get(keyword)));
        return bare.build();
    }

    private static boolean isScalar(JsonObject schema) {
        return schema.get("type") instanceof JsonString type && SCALARS.contains(type.getString())
                && !schema.getBoolean("writeOnly", false);
    }

    private static Parameter query(String name, String description, Schema schema) {
        return OASFactory.createParameter().name(name).in(Parameter.In.QUERY).description(description).schema(schema);
    }

    private static Schema text() {
        return OASFactory.createSchema().type(Schema.SchemaType.STRING);
    }
}
