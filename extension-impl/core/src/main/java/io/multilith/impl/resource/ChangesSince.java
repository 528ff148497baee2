package io.multilith.impl.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
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
 * before it; or not recovered when the log is another one or no longer reaches back, then with what it still has.
 */
@Singleton
public class ChangesSince implements Operations {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_CHANGES = 500;
    /** Characters of one answer. */
    private static final int MAX_LENGTH = 1 << 20;

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
        return answer(body.add("recovered", isWhole).add("changes", written(collection, changes)).build());
    }

    /** As many as one message may be large, and one in any case. */
    private static JsonArray written(OwnedCollection collection, List<ResourceChange> changes) {
        var list = JSON.createArrayBuilder();
        var length = 0;
        for (var change : changes) {
            var event = ChangeEvent.forPeers(collection.followed().shown(change));
            var before = length;
            length += event.toString().length();
            if (before > 0 && length > MAX_LENGTH) {
                break;
            }
            list.add(event);
        }
        return list.build();
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
