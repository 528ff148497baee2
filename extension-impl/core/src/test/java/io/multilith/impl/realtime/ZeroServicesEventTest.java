package io.multilith.impl.realtime;

import java.io.StringReader;
import java.time.Instant;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import io.multilith.resource.ChangeKind;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Version;

import static org.assertj.core.api.Assertions.assertThat;

class ZeroServicesEventTest {
    private static final String BEFORE = "{'id':'7','name':'a','value':1}";
    private static final String AFTER = "{'id':'7','name':'a','size':2}";

    @Test
    void is_told_under_four_topics() {
        var topics = ZeroServicesEvent.topics(change(ChangeKind.CREATED, null, AFTER, null));

        assertThat(topics).containsExactly("*", "power", "power.create", "power.create.7");
    }

    @Test
    void tells_of_a_new_record_without_its_id() {
        var frame = frame(change(ChangeKind.CREATED, null, AFTER, null));

        assertThat(frame).isEqualTo(json("{'type':'event','data':{'resource_name':'power','resource_id':'7',"
                + "'action':'create','resource_data':{'name':'a','size':2}}}"));
    }

    @Test
    void tells_of_a_patch_by_what_it_sets_and_unsets() {
        var frame = frame(change(ChangeKind.PATCHED, BEFORE, AFTER, "{'value':null,'size':2}"));

        assertThat(frame.getJsonObject("data")).isEqualTo(json("{'resource_name':'power','resource_id':'7',"
                + "'action':'patch','patch':{'$set':{'size':2},'$unset':{'value':''}}}"));
    }

    @Test
    void tells_of_a_replacement_as_a_patch_of_all_fields() {
        var change = change(ChangeKind.REPLACED, BEFORE, AFTER, null);

        assertThat(ZeroServicesEvent.topics(change)).contains("power.patch.7");
        assertThat(frame(change).getJsonObject("data").getJsonObject("patch"))
                .isEqualTo(json("{'$set':{'name':'a','size':2},'$unset':{'value':''}}"));
    }

    @Test
    void leaves_unset_out_when_no_field_is_gone() {
        var frame = frame(change(ChangeKind.PATCHED, BEFORE, "{'id':'7','name':'b','value':1}", "{'name':'b'}"));

        assertThat(frame.getJsonObject("data").getJsonObject("patch")).isEqualTo(json("{'$set':{'name':'b'}}"));
    }

    @Test
    void tells_of_a_removed_record_as_it_was() {
        var change = change(ChangeKind.REMOVED, BEFORE, null, null);

        assertThat(ZeroServicesEvent.topics(change)).contains("power.delete.7");
        assertThat(frame(change).getJsonObject("data")).isEqualTo(json("{'resource_name':'power',"
                + "'resource_id':'7','action':'delete','resource_data':{'name':'a','value':1}}"));
    }

    @Test
    void tells_of_a_new_link_where_it_leads() {
        var change = change(ChangeKind.LINKED, "{'id':'7','_links':{'a':[{'target':['power','1']}]}}",
                "{'id':'7','_links':{'a':[{'target':['power','1']},{'target':['list','2'],'title':'t'}]}}", null);

        assertThat(ZeroServicesEvent.topics(change)).contains("power.add_link", "power.add_link.7");
        assertThat(frame(change).getJsonObject("data")).isEqualTo(json("{'resource_name':'power','resource_id':'7',"
                + "'action':'add_link','relation':'a','target_id':['list','2'],'title':'t'}"));
    }

    @Test
    void tells_of_a_first_link_without_a_title() {
        var change = change(ChangeKind.LINKED, "{'id':'7'}", "{'id':'7','_links':{'a':[{'target':['list','2']}]}}",
                null);

        assertThat(frame(change).getJsonObject("data")).isEqualTo(json("{'resource_name':'power','resource_id':'7',"
                + "'action':'add_link','relation':'a','target_id':['list','2']}"));
    }

    @Test
    void tells_of_a_link_that_is_gone_as_a_patch_of_the_links() {
        var change = change(ChangeKind.UNLINKED, "{'id':'7','_links':{'a':[{'target':['list','2']}]}}", "{'id':'7'}",
                "{'_links':null}");

        assertThat(ZeroServicesEvent.topics(change)).contains("power.patch.7");
        assertThat(frame(change).getJsonObject("data").getJsonObject("patch"))
                .isEqualTo(json("{'$set':{},'$unset':{'_links':''}}"));
    }

    private static JsonObject frame(ResourceChange change) {
        return json(ZeroServicesEvent.frame(change));
    }

    private static ResourceChange change(ChangeKind kind, String before, String after, String patch) {
        return new ResourceChange("power", "7", kind, new Version("epoch", 1), Instant.EPOCH, optional(before),
                optional(after), optional(patch));
    }

    private static Optional<JsonObject> optional(String text) {
        return Optional.ofNullable(text).map(ZeroServicesEventTest::json);
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
