package io.multilith.impl.rpc;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.query.QueryWriter;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Query;
import io.multilith.resource.RecordLink;
import io.multilith.resource.ResourceClient;

/** The client that {@code @Collection} injects: the operations of {@code rpc.{collection}}, wherever that is. */
public final class RpcResourceClient<T> implements ResourceClient<T> {
    private final String collection;
    private final Type type;
    private final RpcCaller caller;
    private final JsonCodec json;
    private final Duration timeout;

    public RpcResourceClient(String collection, Type type, RpcCaller caller, JsonCodec json) {
        this.collection = collection;
        this.type = type;
        this.caller = caller;
        this.json = json;
        this.timeout = caller.timeout(collection);
    }

    @Override
    public List<T> find(Query query) {
        return call("find", Json.createObjectBuilder().add("query", QueryWriter.write(query))).asJsonArray().stream()
                .map(this::decode)
                .toList();
    }

    @Override
    public Optional<T> get(String id) {
        try {
            return Optional.of(decode(call("get", withId(id))));
        } catch (ProblemException failed) {
            if (failed.problem().name() == ErrorName.NOT_FOUND && failed.problem().kind().equals("not-found")) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    @Override
    public T create(T data) {
        return decode(call("create", Json.createObjectBuilder().add("data", encode(data))));
    }

    @Override
    public T update(String id, T data) {
        return decode(call("update", withId(id).add("data", encode(data))));
    }

    @Override
    public T patch(String id, Map<String, ?> changes) {
        return decode(call("patch", withId(id).add("data", encode(changes))));
    }

    @Override
    public T remove(String id) {
        return decode(call("remove", withId(id)));
    }

    @Override
    public <R> Optional<R> act(String id, String action, Map<String, ?> arguments, Class<R> type) {
        return answer(call(action, withId(id).add("data", encode(arguments))), type);
    }

    @Override
    public <R> Optional<R> act(String action, Map<String, ?> arguments, Class<R> type) {
        return answer(call(action, Json.createObjectBuilder().add("data", encode(arguments))), type);
    }

    private <R> Optional<R> answer(JsonValue value, Class<R> type) {
        return value == JsonValue.NULL ? Optional.empty() : Optional.of(type.cast(json.decode(value, type, "")));
    }

    @Override
    public void link(String id, RecordLink link) {
        call("$link", withId(id).add("data", Json.createObjectBuilder(link.toJson()).add("relation", link.relation())));
    }

    @Override
    public void unlink(String id, String relation, int index) {
        call("$unlink", withId(id).add("data",
                Json.createObjectBuilder().add("relation", relation).add("index", index)));
    }

    @Override
    public List<RecordLink> links(String id) {
        return RecordLink.of(Json.createObjectBuilder().add(RecordLink.LINKS, call("$links", withId(id))).build());
    }

    private static JsonObjectBuilder withId(String id) {
        return Json.createObjectBuilder().add("id", id);
    }

    private JsonValue call(String operation, JsonObjectBuilder kwargs) {
        var body = Json.createObjectBuilder().add("kwargs", kwargs).build().toString();
        return caller.call(new RpcCall(collection, operation, body, Map.of()), timeout);
    }

    private JsonObject encode(Map<String, ?> members) {
        var object = Json.createObjectBuilder();
        members.forEach((name, value) -> object.add(name, value == null ? JsonValue.NULL : json.toJson(value)));
        return object.build();
    }

    private JsonObject encode(T data) {
        return json.toJson(data).asJsonObject();
    }

    @SuppressWarnings("unchecked")
    private T decode(JsonValue value) {
        return (T) json.decode(value, type, "");
    }
}
