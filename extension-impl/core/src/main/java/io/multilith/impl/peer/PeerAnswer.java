package io.multilith.impl.peer;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.peer.PeerRequest.OtherVersion;
import io.multilith.resource.RecordRange;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.Version;

/** What an operation on a collection gave, as it is kept and handed over. */
public final class PeerAnswer {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String BODY = "body";
    private static final String CREATED = "created";
    private static final String RANGE = "range";
    private static final String CURRENT = "current";
    private static final String VERSION = "version";

    private PeerAnswer() {}

    /** What an operation gives, or what it was not done for. */
    public static JsonObject answer(Supplier<ResourceAnswer> operation) {
        try {
            return write(operation.get()).build();
        } catch (OtherVersion other) {
            return JSON.createObjectBuilder().add(CURRENT, write(other.current())).build();
        }
    }

    public static JsonObjectBuilder write(ResourceAnswer answer) {
        var written = write(answer.version()).add(BODY, answer.body()).add(CREATED, answer.created());
        answer.range().ifPresent(range -> written.add(RANGE, write(range)));
        return written;
    }

    public static ResourceAnswer read(JsonObject written) {
        return new ResourceAnswer(written.get(BODY), version(written),
                Optional.ofNullable(written.getJsonObject(RANGE)).map(PeerAnswer::range), written.getBoolean(CREATED));
    }

    /** What the record is, if nothing was done because of that. */
    public static Optional<JsonObject> current(JsonObject written) {
        return Optional.ofNullable(written.getJsonObject(CURRENT));
    }

    static JsonObjectBuilder write(Optional<Version> version) {
        var written = JSON.createObjectBuilder();
        version.ifPresent(known -> written.add(VERSION, JSON.createObjectBuilder()
                .add("epoch", known.epoch()).add("position", known.position())));
        return written;
    }

    public static Optional<Version> version(JsonObject written) {
        return Optional.ofNullable(written.getJsonObject(VERSION))
                .map(at -> new Version(at.getString("epoch"), at.getJsonNumber("position").longValueExact()));
    }

    private static JsonObjectBuilder write(RecordRange range) {
        var written = JSON.createObjectBuilder().add("skip", range.skip()).add("limit", range.limit());
        range.total().ifPresent(total -> written.add("total", total));
        range.next().ifPresent(next -> written.add("next", next));
        return written;
    }

    private static RecordRange range(JsonObject written) {
        return new RecordRange(
                written.containsKey("total")
                        ? OptionalLong.of(written.getJsonNumber("total").longValueExact())
                        : OptionalLong.empty(),
                written.getInt("skip"), written.getInt("limit"),
                Optional.ofNullable(written.getJsonString("next")).map(JsonString::getString));
    }
}
