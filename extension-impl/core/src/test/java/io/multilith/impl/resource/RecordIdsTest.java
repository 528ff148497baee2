package io.multilith.impl.resource;

import java.util.UUID;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.problem.ErrorName;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;

import static io.multilith.impl.resource.Asked.assertRefused;
import static io.multilith.impl.resource.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(WeldJunit5Extension.class)
class RecordIdsTest {
    private static final String UUID_7 = "018f3a52-7a3c-7d00-8000-000000000001";

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Numbered.class, Unique.class);

    @Test
    void finds_a_number_by_its_digits() {
        asked("numbered").create("{'id':7,'name':'x'}");

        assertThat(asked("numbered").get("7")).isEqualTo(json("{'id':7,'name':'x'}"));
        assertThat(asked("numbered").find("{'id':7}").asJsonArray()).hasSize(1);
    }

    @Test
    void lists_numbers_in_their_own_order() {
        asked("numbered").answer("create", null, "[{'id':10},{'id':9},{'id':-1},{'id':100}]");

        assertThat(asked("numbered").find("{}"))
                .isEqualTo(json("[{'id':-1},{'id':9},{'id':10},{'id':100}]"));
    }

    @Test
    void makes_numbers_that_grow_and_that_javascript_can_hold() {
        var first = asked("numbered").create("{}").getJsonNumber("id").longValueExact();

        assertThat(first).isPositive().isLessThan(1L << 53);
    }

    @Test
    void makes_unique_ids() {
        var id = asked("unique").create("{}").getString("id");

        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(asked("unique").get(id).getString("id")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"numbered, x", "numbered, 07", "numbered, 7.0", "numbered, 99999999999999999999", "numbered, +7",
            "unique, x", "unique, 018F3A52-7A3C-7D00-8000-000000000001", "unique, 1-1-1-1-1"})
    void finds_nothing_by_what_can_be_no_id(String collection, String id) {
        asked("numbered").create("{'id':7}");
        asked("unique").create("{'id':'" + UUID_7 + "'}");

        assertRefused(() -> asked(collection).get(id), ErrorName.NOT_FOUND, "not-found");
        assertRefused(() -> asked(collection).answer("remove", id, null), ErrorName.NOT_FOUND, "not-found");
        assertRefused(() -> asked(collection).answer("patch", id, "{}"), ErrorName.NOT_FOUND, "not-found");
        assertRefused(() -> asked(collection).answer("update", id, "{}"), ErrorName.NOT_FOUND, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"numbered, '{\"id\":\"7\"}'", "numbered, '{\"id\":7.5}'", "numbered, '{\"id\":1e30}'",
            "unique, '{\"id\":7}'", "unique, '{\"id\":\"x\"}'"})
    void refuses_what_can_be_no_id(String collection, String data) {
        assertRefused(() -> asked(collection).create(data), ErrorName.UNPROCESSABLE, "invalid-record");
    }

    @Test
    void takes_the_same_number_for_the_same_id() {
        asked("numbered").create("{'id':7}");

        assertThat(asked("numbered").answer("update", "7", "{'id':7,'name':'y'}").body())
                .isEqualTo(json("{'id':7,'name':'y'}"));
        assertRefused(() -> asked("numbered").answer("update", "7", "{'id':8}"), ErrorName.UNPROCESSABLE,
                "invalid-record");
        assertRefused(() -> asked("numbered").create("{'id':7}"), ErrorName.CONFLICT, "already-exists");
    }

    private Asked asked(String collection) {
        return new Asked(weld.select(ResourceDispatcher.class).get(), collection);
    }

    public record Ticket(long id, String name) {}

    public record Thing(UUID id, String name) {}

    @ResourceCollection("numbered")
    static class Numbered implements ResourceModel<Ticket> {}

    @ResourceCollection("unique")
    static class Unique implements ResourceModel<Thing> {}
}
