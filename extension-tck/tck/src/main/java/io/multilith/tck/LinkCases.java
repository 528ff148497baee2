package io.multilith.tck;

import java.util.List;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.Query;
import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StoredRecord;

import static io.multilith.tck.Writes.insert;
import static org.assertj.core.api.Assertions.assertThat;

/** Links belong to records, and are found from their other end. */
abstract class LinkCases extends StoreCases {
    private static final RecordReference SEVEN = new RecordReference("todo", "7");

    LinkCases(ResourceBackendContract contract) {
        super(contract);
    }

    @Test
    void keeps_links_with_the_record() throws Exception {
        var links = Json.createObjectBuilder()
                .add("needs", Json.createArrayBuilder().add(link("todo", "7", "first")).add(link("todo", "8")))
                .add("is like", Json.createArrayBuilder().add(link("power", "a b", "Ä"))).build();
        var fields = Writes.item("a").add("count", 1).add(RecordLink.LINKS, links).build();

        insert(store, fields);

        assertThat(store.get("a").orElseThrow().fields()).isEqualTo(fields);
        assertThat(store.find(Query.ALL).records().get(0).fields()).isEqualTo(fields);
        assertThat(store.changes(0, 1).get(0).after()).contains(fields);
    }

    @Test
    void finds_the_records_that_are_linked_to_another() throws Exception {
        insert(store, linked("a", link("todo", "7")), linked("b", link("todo", "8"), link("todo", "7")),
                linked("c", link("todo", "8")), linked("d", link("other", "7")), Writes.counted("e", 1));

        assertThat(store.linkedTo(SEVEN, 10)).extracting(StoredRecord::id).containsExactlyInAnyOrder("a", "b");
        assertThat(store.linkedTo(new RecordReference("todo", "8"), 10)).extracting(StoredRecord::id)
                .containsExactlyInAnyOrder("b", "c");
        assertThat(store.linkedTo(new RecordReference("todo", "9"), 10)).isEmpty();
        assertThat(store.linkedTo(SEVEN, 10)).contains(store.get("a").orElseThrow());
    }

    @Test
    void finds_no_more_than_wanted() throws Exception {
        insert(store, linked("a", link("todo", "7")), linked("b", link("todo", "7")), linked("c", link("todo", "7")));

        assertThat(store.linkedTo(SEVEN, 2)).hasSize(2);
        assertThat(store.linkedTo(SEVEN, 0)).isEmpty();
    }

    @Test
    void finds_a_record_with_two_links_to_one_other_once() throws Exception {
        insert(store, linked("a", link("todo", "7", "one"), link("todo", "7", "two")));

        assertThat(store.linkedTo(SEVEN, 10)).hasSize(1);
    }

    @Test
    void finds_links_as_they_are_now() throws Exception {
        insert(store, linked("a", link("todo", "7")), linked("b", link("todo", "7")), Writes.counted("c", 1));
        Writes.remove(store, "a");
        Writes.replace(store, Writes.counted("b", 1));
        var before = store.get("c").orElseThrow();
        store.commit(List.of(new RecordWrite("c", ChangeKind.LINKED, Optional.of(before),
                Optional.of(linked("c", link("todo", "7"))), Optional.empty())));

        assertThat(store.linkedTo(SEVEN, 10)).extracting(StoredRecord::id).containsExactly("c");
        assertThat(store.get("b").orElseThrow().fields()).isEqualTo(Writes.counted("b", 1));
        assertThat(store.changes(5, 1)).extracting(ResourceChange::kind).containsExactly(ChangeKind.LINKED);
    }

    @Test
    void takes_any_id_of_the_other_for_what_it_is() throws Exception {
        insert(store, linked("a", link("todo", "$gt")), linked("b", link("todo", "a.b %_'")),
                linked("c", link("todo", "7 ")));

        assertThat(store.linkedTo(new RecordReference("todo", "$gt"), 10)).extracting(StoredRecord::id)
                .containsExactly("a");
        assertThat(store.linkedTo(new RecordReference("todo", "a.b %_'"), 10)).extracting(StoredRecord::id)
                .containsExactly("b");
        assertThat(store.linkedTo(SEVEN, 10)).isEmpty();
    }

    private static JsonObject linked(String id, JsonObject... links) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (var link : links) {
            list.add(link);
        }
        return Writes.item(id).add("count", 1)
                .add(RecordLink.LINKS, Json.createObjectBuilder().add("needs", list)).build();
    }

    private static JsonObject link(String collection, String id) {
        return Json.createObjectBuilder().add("target", Json.createArrayBuilder().add(collection).add(id)).build();
    }

    private static JsonObject link(String collection, String id, String title) {
        return Json.createObjectBuilder(link(collection, id)).add("title", title).build();
    }
}
