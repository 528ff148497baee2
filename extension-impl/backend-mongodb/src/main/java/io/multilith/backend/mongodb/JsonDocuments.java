package io.multilith.backend.mongodb;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** JSON in MongoDB and back, every digit of it. */
final class JsonDocuments {
    private static final JsonProvider JSON = JsonProvider.provider();

    private JsonDocuments() {}

    static BsonDocument document(JsonObject object) {
        var document = new BsonDocument();
        object.forEach((name, member) -> document.put(Names.encode(valid(name)), value(member)));
        return document;
    }

    private static BsonValue value(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> BsonNull.VALUE;
            case FALSE -> BsonBoolean.FALSE;
            case TRUE -> BsonBoolean.TRUE;
            case NUMBER -> number(((JsonNumber) value).bigDecimalValue());
            case STRING -> new BsonString(valid(((JsonString) value).getString()));
            case ARRAY -> new BsonArray(value.asJsonArray().stream().map(JsonDocuments::value).toList());
            case OBJECT -> document(value.asJsonObject());
        };
    }

    /** The smallest type that keeps it; a text where none does. */
    private static BsonValue number(BigDecimal number) {
        if (number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE) {
            return new BsonInt64(number.longValueExact());
        }
        try {
            var decimal = new Decimal128(number);
            if (decimal.bigDecimalValue().compareTo(number) == 0) {
                return new BsonDecimal128(decimal);
            }
        } catch (NumberFormatException tooManyDigits) {
            return text(number);
        }
        return text(number);
    }

    private static BsonDocument text(BigDecimal number) {
        return new BsonDocument(Names.NUMBER, new BsonString(number.toString()));
    }

    /** A half of a code point is no text in UTF-8. */
    private static String valid(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new ProblemException(ErrorName.UNPROCESSABLE, "invalid-record",
                    "The record has a text that is none: a half of a surrogate pair.");
        }
        return text;
    }

    static JsonObject object(BsonDocument document) {
        var object = JSON.createObjectBuilder();
        document.forEach((name, member) -> object.add(Names.decode(name), json(member)));
        return object.build();
    }

    private static JsonValue json(BsonValue value) {
        return switch (value.getBsonType()) {
            case NULL -> JsonValue.NULL;
            case BOOLEAN -> value.asBoolean().getValue() ? JsonValue.TRUE : JsonValue.FALSE;
            case INT64 -> JSON.createValue(value.asInt64().getValue());
            case INT32 -> JSON.createValue(value.asInt32().getValue());
            case DOUBLE -> JSON.createValue(value.asDouble().getValue());
            case DECIMAL128 -> JSON.createValue(value.asDecimal128().decimal128Value().bigDecimalValue());
            case STRING -> JSON.createValue(value.asString().getValue());
            case ARRAY -> array(value.asArray());
            case DOCUMENT -> value.asDocument().containsKey(Names.NUMBER)
                    ? JSON.createValue(new BigDecimal(value.asDocument().getString(Names.NUMBER).getValue()))
                    : object(value.asDocument());
            default -> throw new IllegalStateException("The database has a record with a " + value.getBsonType());
        };
    }

    private static JsonArray array(List<BsonValue> values) {
        return JSON.createArrayBuilder(values.stream().map(JsonDocuments::json).toList()).build();
    }
}
