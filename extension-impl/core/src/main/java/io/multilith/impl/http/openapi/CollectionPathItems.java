package io.multilith.impl.http.openapi;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;

import io.multilith.impl.http.WireSchemas;
import io.multilith.resource.CollectionDescription;

import static io.multilith.resource.Operation.CREATE;
import static io.multilith.resource.Operation.FIND;
import static io.multilith.resource.Operation.GET;
import static io.multilith.resource.Operation.PATCH;
import static io.multilith.resource.Operation.REMOVE;
import static io.multilith.resource.Operation.UPDATE;

/** The paths of one collection with what each of them answers, by the wire contract's section 1. */
final class CollectionPathItems {
    private static final String ID = "id";

    private final Map<String, PathItem> items = new LinkedHashMap<>();
    private final CollectionDescription description;
    private final ComponentSchemas.OfCollection schemas;
    private final Schema record;
    private final OperationIds ids;

    CollectionPathItems(CollectionDescription description, ComponentSchemas.OfCollection schemas, OperationIds ids) {
        this.description = description;
        this.schemas = schemas;
        this.record = ComponentSchemas.reference(schemas.record());
        this.ids = ids;
    }

    /** By path, from the base of the application on. */
    Map<String, PathItem> items() {
        addCollection();
        addRecord();
        addLinks();
        addHistory();
        addActions("/{id}/", description.actions(), true);
        addActions("/", description.collectionActions(), false);
        return items;
    }

    private void addCollection() {
        var item = OASFactory.createPathItem();
        if (offers(FIND)) {
            item.GET(find());
        }
        if (offers(CREATE)) {
            item.POST(create());
        }
        if (description.multi().contains(PATCH)) {
            item.PATCH(many("patchMany", "Changes all records that a query finds, or none")
                    .requestBody(Bodies.patch(schemas.patch())));
        }
        if (description.multi().contains(REMOVE)) {
            item.DELETE(many("removeMany", "Removes all records that a query finds, or none"));
        }
        add("", item);
    }

    private void addRecord() {
        var item = OASFactory.createPathItem();
        if (offers(GET)) {
            item.GET(operation("get", "Reads a record")
                    .addParameter(Parameters.header("If-None-Match", false))
                    .responses(new Responses().ok("200", "the record", record).tagged("200").empty("304",
                            "it is what the client has").problems(400, 404, 406).build()));
        }
        if (offers(UPDATE)) {
            item.PUT(change(operation("update", "Replaces a record as a whole"), UPDATE)
                    .addParameter(Parameters.header("If-None-Match", false)).requestBody(Bodies.json(record))
                    .responses(
                            changed().ok("201", "it is new, by If-None-Match: *", record).tagged("201").located("201")
                                    .problems(400, 404, 409, 412, 413, 415, 422).build()));
        }
        if (offers(PATCH)) {
            item.PATCH(change(operation("patch", "Changes fields of a record"), PATCH)
                    .addParameter(Parameters.header("Idempotency-Key", false))
                    .requestBody(Bodies.patch(schemas.patch()))
                    .responses(changed().problems(400, 404, 409, 412, 413, 415, 422).build()));
        }
        if (offers(REMOVE)) {
            item.DELETE(change(operation("remove", "Removes a record, which is the answer"), REMOVE)
                    .responses(changed().problems(404, 412).build()));
        }
        addOfRecord("", item);
    }

    private Operation find() {
        var operation = operation("find", "Lists records");
        Parameters.ofList(schemas).forEach(operation::addParameter);
        var list = OASFactory.createSchema().type(Schema.SchemaType.ARRAY).items(record);
        var responses = description.paginate()
                ? new Responses().page(Bodies.page(list))
                : new Responses().ok("200", "the records", list);
        return operation.description(Parameters.QUERY_HELP).addParameter(Parameters.header("Prefer", false))
                .responses(responses.listed("200").problems(400, 406).build());
    }

    private Operation create() {
        var several = description.multi().contains(CREATE);
        var summary = several ? "Creates a record, or several: all or none" : "Creates a record";
        return operation("create", summary).addParameter(Parameters.header("Idempotency-Key", false))
                .addParameter(Parameters.header("Prefer", false))
                .requestBody(several ? Bodies.oneOrMany(record) : Bodies.json(record))
                .responses(new Responses().ok("201", "what was created; of an array, an array", record).tagged("201")
                        .located("201")
                        .applied("201").problems(400, 409, 413, 415, 422).build());
    }

    private Operation many(String name, String summary) {
        var operation = operation(name, summary);
        Parameters.filters(schemas).forEach(operation::addParameter);
        var list = OASFactory.createSchema().type(Schema.SchemaType.ARRAY).items(record);
        return operation.addParameter(Parameters.header("Prefer", false)).responses(new Responses()
                .ok("200", "the records", list).empty("204", "by Prefer: return=minimal").applied("200").applied("204")
                .problems(400, 409, 413, 415, 422).build());
    }

    private void addLinks() {
        var relation = Parameters.path("relation", OASFactory.createSchema().type(Schema.SchemaType.STRING)
                .pattern("^[\\p{L}\\p{N}_-]{1,64}$"));
        var link = ComponentSchemas.reference(WireSchemas.LINK);
        addOfRecord("/$links", OASFactory.createPathItem().GET(operation("links", "Lists the links of a record")
                .responses(new Responses().ok("200", "the links", ComponentSchemas.reference(WireSchemas.LINKS))
                        .problems(404).build())));
        addOfRecord("/$links/{relation}", OASFactory.createPathItem().addParameter(relation)
                .POST(operation("link", "Links a record to another").requestBody(Bodies.json(link))
                        .responses(new Responses().ok("201", "the link", link).problems(400, 404, 413, 415, 422)
                                .build())));
        var index = OASFactory.createSchema().type(Schema.SchemaType.INTEGER).minimum(BigDecimal.ZERO);
        addOfRecord("/$links/{relation}/{index}", OASFactory.createPathItem().addParameter(relation)
                .addParameter(Parameters.path("index", index))
                .DELETE(operation("unlink", "Takes a link away").responses(
                        new Responses().ok("200", "the link", link).problems(404).build())));
    }

    private void addHistory() {
        var changes = OASFactory.createSchema().type(Schema.SchemaType.ARRAY)
                .items(ComponentSchemas.reference(WireSchemas.CHANGE));
        addOfRecord("/$history", OASFactory.createPathItem()
                .GET(operation("history", "Lists the changes of a record, oldest first").responses(
                        new Responses().ok("200", "the changes", changes).problems(404).build())));
    }

    private void addActions(String before, SortedMap<String, AnnotatedMethod<?>> actions, boolean ofRecord) {
        actions.forEach((name, action) -> {
            var asked = action.getParameters().stream().filter(one -> !ofRecord || !isGiven(one)).toList();
            var operation = operation(name, "The action " + name)
                    .addParameter(Parameters.header("Idempotency-Key", false));
            if (!asked.isEmpty()) {
                operation.requestBody(Bodies.json(schemas.arguments(action, asked)));
            }
            var responses = result(action);
            if (ofRecord && description.requireMatch()) {
                responses.problems(428);
            }
            operation.responses(responses.problems(400, 404, 409, 412, 413, 415, 422).build());
            var item = OASFactory.createPathItem().POST(ofRecord ? change(operation, null) : operation);
            if (ofRecord) {
                addOfRecord("/" + name, item);
            } else {
                add(before + name, item);
            }
        });
    }

    private Responses result(AnnotatedMethod<?> action) {
        var isRecord = action.getJavaMember().getGenericReturnType().equals(description.recordType());
        var result = isRecord ? record : schemas.result(action);
        var responses = new Responses();
        if (result != null) {
            responses.ok("200", "what the action results in", result);
        }
        return isRecord ? responses.tagged("200") : responses.empty("204", "nothing to tell");
    }

    /** What a record's action has from the record, not from the request. */
    private boolean isGiven(AnnotatedParameter<?> parameter) {
        return parameter.getJavaParameter().getName().equals(ID)
                || (parameter.getPosition() == 0 && parameter.getBaseType().equals(description.recordType()));
    }

    private Responses changed() {
        var responses = new Responses().ok("200", "the record", record).tagged("200")
                .empty("204", "by Prefer: return=minimal").tagged("204").applied("204");
        return description.requireMatch() ? responses.problems(428) : responses;
    }

    /** What changes a record may be bound to a version of it. */
    private Operation change(Operation operation, io.multilith.resource.Operation kind) {
        var needsMatch = description.requireMatch() && kind != UPDATE;
        return operation.addParameter(Parameters.header("If-Match", needsMatch))
                .addParameter(Parameters.header("Prefer", false));
    }

    private boolean offers(io.multilith.resource.Operation operation) {
        return description.operations().contains(operation);
    }

    private Operation operation(String name, String summary) {
        return OASFactory.createOperation().operationId(ids.unique(name + schemas.type())).summary(summary)
                .tags(List.of(description.name()));
    }

    private void addOfRecord(String path, PathItem item) {
        var id = schemas.fields().getJsonObject(ID);
        add("/{id}" + path, item.addParameter(Parameters.path(ID, SchemaModels.of(id))));
    }

    private void add(String path, PathItem item) {
        if (!item.getOperations().isEmpty()) {
            items.put("/" + description.name() + path, item);
        }
    }
}
