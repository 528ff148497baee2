package io.multilith.impl.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;

/** Adds links to records and takes them away. */
@Singleton
public class Linking implements Operations {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_LINKS = 1_000;
    private static final int MAX_TITLE = 255;
    private static final String RELATION = "relation";
    private static final String TARGET = "target";
    private static final String TITLE = "title";
    private static final Set<String> MEMBERS = Set.of(RELATION, TARGET, TITLE);

    private final Map<String, Operation> byName = Map.of("$links", this::list, "$link", this::link, "$unlink",
            this::unlink);
    private final LinkedRecords linked;
    private final Commits commits;

    @Inject
    public Linking(LinkedRecords linked, Commits commits) {
        this.linked = linked;
        this.commits = commits;
    }

    @Override
    public Map<String, Operation> byName() {
        return byName;
    }

    private ResourceAnswer list(OwnedCollection collection, ResourceRequest request) {
        return answer(links(Requests.record(collection, request).fields()), List.of(), false);
    }

    private ResourceAnswer link(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var current = Requests.record(collection, request);
        var data = RecordModel.requireObject(Requests.data(request));
        var relation = relation(data);
        var link = link(data);
        var links = links(current.fields());
        var ofRelation = JSON.createArrayBuilder(array(links, relation)).add(link).build();
        if (ofRelation.size() > MAX_LINKS) {
            throw Requests.invalid("/" + RELATION, "must not have more than " + MAX_LINKS + " links");
        }
        requireTarget(link, request);
        request.precondition().check(Optional.of(current.version()));
        var changes = commit(collection, ChangeKind.LINKED, current,
                JSON.createObjectBuilder(links).add(relation, ofRelation).build());
        return answer(link, changes, true);
    }

    private ResourceAnswer unlink(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var current = Requests.record(collection, request);
        var data = RecordModel.requireObject(Requests.data(request));
        var relation = relation(data);
        var links = links(current.fields());
        var ofRelation = array(links, relation);
        var index = data.get("index") instanceof JsonNumber number && number.isIntegral() ? number.intValue() : -1;
        if (index < 0 || index >= ofRelation.size()) {
            throw new ProblemException(ErrorName.NOT_FOUND, "not-found",
                    "The record has no link " + index + " of the relation " + relation + ".");
        }
        var rest = JSON.createArrayBuilder(ofRelation).remove(index).build();
        request.precondition().check(Optional.of(current.version()));
        var changes = commit(collection, ChangeKind.UNLINKED, current, with(links, relation, rest));
        return answer(ofRelation.get(index), changes, false);
    }

    /** Takes away all links of a record to another; whether there were any. */
    boolean unlinkAll(OwnedCollection collection, StoredRecord record, RecordReference target)
            throws StaleWriteException {
        var links = links(record.fields());
        var rest = links;
        for (var relation : links.keySet()) {
            var kept = new ArrayList<>(array(links, relation));
            kept.removeIf(link -> isTo(link, target));
            rest = with(rest, relation, JSON.createArrayBuilder(kept).build());
        }
        if (rest.equals(links)) {
            return false;
        }
        commits.commitAnyway(collection, List.of(write(ChangeKind.UNLINKED, record, rest)));
        return true;
    }

    private List<ResourceChange> commit(OwnedCollection collection, ChangeKind kind, StoredRecord current,
            JsonObject links) throws StaleWriteException {
        return commits.commit(collection, List.of(write(kind, current, links)));
    }

    private static RecordWrite write(ChangeKind kind, StoredRecord current, JsonObject links) {
        var after = JSON.createObjectBuilder(current.fields());
        if (links.isEmpty()) {
            after.remove(RecordLink.LINKS);
        } else {
            after.add(RecordLink.LINKS, links);
        }
        return RecordPatch.write(kind, current, after.build());
    }

    private void requireTarget(JsonObject link, ResourceRequest request) {
        var target = link.getJsonArray(TARGET);
        if (linked.find(new RecordReference(target.getString(0), target.getString(1)), request.caller()).isEmpty()) {
            throw Requests.invalid("/" + TARGET, "does not exist");
        }
    }

    private static String relation(JsonObject data) {
        if (data.get(RELATION) instanceof JsonString name && RecordLink.isRelation(name.getString())) {
            return name.getString();
        }
        throw Requests.invalid("/" + RELATION, "must be 1 to 64 letters, digits, _ and -");
    }

    private static JsonObject link(JsonObject data) {
        data.keySet().stream().filter(name -> !MEMBERS.contains(name)).findFirst().ifPresent(name -> {
            throw Requests.invalid("/" + Json.encodePointer(name), "is not a known field");
        });
        if (!(data.get(TARGET) instanceof JsonArray target) || target.size() != 2
                || !target.stream().allMatch(JsonString.class::isInstance)) {
            throw Requests.invalid("/" + TARGET, "must be an array of a collection and an id");
        }
        var link = JSON.createObjectBuilder().add(TARGET, target);
        var title = data.getOrDefault(TITLE, JsonValue.NULL);
        if (title instanceof JsonString text && text.getChars().length() <= MAX_TITLE
                && RecordModel.isWhole(text.getString())) {
            link.add(TITLE, title);
        } else if (title != JsonValue.NULL) {
            throw Requests.invalid("/" + TITLE,
                    "must be a text of at most " + MAX_TITLE + " characters, without U+0000 or half of one");
        }
        return link.build();
    }

    private static boolean isTo(JsonValue link, RecordReference target) {
        return link.asJsonObject().getJsonArray(TARGET)
                .equals(JSON.createArrayBuilder().add(target.collection()).add(target.id()).build());
    }

    private static JsonObject with(JsonObject links, String relation, JsonArray ofRelation) {
        var changed = JSON.createObjectBuilder(links);
        return (ofRelation.isEmpty() ? changed.remove(relation) : changed.add(relation, ofRelation)).build();
    }

    private static JsonObject links(JsonObject record) {
        return record.get(RecordLink.LINKS) instanceof JsonObject links ? links : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonArray array(JsonObject links, String relation) {
        return links.get(relation) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
    }

    /** With the version that the record has since. */
    private static ResourceAnswer answer(JsonValue body, List<ResourceChange> changes, boolean created) {
        return new ResourceAnswer(body, changes.stream().findFirst().map(ResourceChange::version), Optional.empty(),
                created);
    }
}
