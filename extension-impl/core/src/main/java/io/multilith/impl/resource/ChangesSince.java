package io.multilith.impl.resource;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.json.ChangeEvent;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceRequest;

/**
 * What was changed after a position, for those who follow from afar: {@code recovered} and the changes, each with the record
 * before it; or not recovered when the log is another one or no longer reaches back, never a part without saying so.
 */
@Singleton
public class ChangesSince implements Operations {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_CHANGES = 500;

    private final Map<String, Operation> byName = Map.of("$changes", this::changes);

    @Override
    public Map<String, Operation> byName() {
        return byName;
    }

    private ResourceAnswer changes(OwnedCollection collection, ResourceRequest request) {
        var data = RecordModel.requireObject(Requests.data(request));
        var epoch = data.get("epoch") instanceof JsonString text ? text.getString() : "";
        var after = number(data, "after").orElseThrow(() -> Requests.invalid("/kwargs/after", "must be a position"));
        var limit = (int) Math.min(number(data, "limit").orElse((long) MAX_CHANGES), MAX_CHANGES);
        var head = collection.store().head();
        var body = JSON.createObjectBuilder().add("epoch", head.epoch()).add("position", head.position());
        if (!epoch.equals(head.epoch()) || after > head.position()) {
            return answer(body.add("recovered", false).build());
        }
        var changes = collection.store().changes(after, Math.max(1, limit));
        var isWhole = changes.isEmpty() ? after == head.position() : changes.get(0).version().position() == after + 1;
        if (!isWhole) {
            return answer(body.add("recovered", false).build());
        }
        var list = JSON.createArrayBuilder();
        changes.forEach(change -> list.add(event(collection.followed().shown(change))));
        return answer(body.add("recovered", true).add("changes", list).build());
    }

    private static JsonObject event(ResourceChange change) {
        var event = JSON.createObjectBuilder(ChangeEvent.of(change));
        var data = JSON.createObjectBuilder(ChangeEvent.data(change));
        change.before().ifPresent(before -> data.add("before", before));
        return event.add("data", data).build();
    }

    private static Optional<Long> number(JsonObject data, String name) {
        return data.get(name) instanceof JsonNumber number && number.isIntegral()
                && number.bigDecimalValue().signum() >= 0 && number.bigDecimalValue().precision() < 19
                        ? Optional.of(number.longValueExact())
                        : Optional.empty();
    }

    private static ResourceAnswer answer(JsonObject body) {
        return new ResourceAnswer(body, Optional.empty(), Optional.empty(), false);
    }
}
