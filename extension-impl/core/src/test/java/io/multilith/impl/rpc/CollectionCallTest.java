package io.multilith.impl.rpc;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Action;
import io.multilith.resource.Collection;
import io.multilith.resource.Query;
import io.multilith.resource.RecordLink;
import io.multilith.resource.RecordReference;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A collection by an injected client, and by any client at {@code rpc.{collection}}. */
@ExtendWith(WeldJunit5Extension.class)
class CollectionCallTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(PowerCollection.class, Clients.class);

    @Nested
    class FromCode {
        @Test
        void creates_reads_and_lists() {
            var created = powers().create(new Power(null, 3, null));

            assertThat(created.id()).isNotBlank();
            assertThat(powers().get(created.id())).contains(created);
            assertThat(powers().find(Query.ALL)).containsExactly(created);
        }

        @Test
        void updates_patches_and_removes() {
            powers().create(new Power("a", 3, "new"));

            assertThat(powers().update("a", new Power("a", 4, null))).isEqualTo(new Power("a", 4, null));
            assertThat(powers().patch("a", Map.of("note", "x"))).isEqualTo(new Power("a", 4, "x"));
            assertThat(powers().patch("a", java.util.Collections.singletonMap("note", null)))
                    .isEqualTo(new Power("a", 4, null));
            assertThat(powers().remove("a")).isEqualTo(new Power("a", 4, null));
            assertThat(powers().get("a")).isEmpty();
        }

        @Test
        void lists_a_part() {
            for (var id : new String[]{"a", "b", "c", "d"}) {
                powers().create(new Power(id, 1, null));
            }

            assertThat(powers().find(new Query(2, 1))).extracting(Power::id).containsExactly("b", "c");
            assertThat(powers().find(new Query(0, 0))).isEmpty();
        }

        @Test
        void fails_with_the_status_that_http_would_give() {
            powers().create(new Power("a", 1, null));

            assertThat(status(() -> powers().create(new Power("a", 1, null)))).isEqualTo(ErrorName.CONFLICT);
            assertThat(status(() -> powers().remove("b"))).isEqualTo(ErrorName.NOT_FOUND);
            assertThat(status(() -> powers().patch("a", Map.of("value", "x")))).isEqualTo(ErrorName.UNPROCESSABLE);
            assertThat(status(() -> powers().patch("a", Map.of("colour", "x")))).isEqualTo(ErrorName.UNPROCESSABLE);
        }

        @Test
        void acts() {
            powers().create(new Power("a", 1, null));

            assertThat(powers().act("a", "boost", Map.of("by", 2), Power.class)).contains(new Power("a", 3, null));
            assertThat(powers().act("twice", Map.of("of", 21), Integer.class)).contains(42);
            assertThat(powers().act("a", "greet", Map.of(), String.class)).isEmpty();
        }

        @Test
        void links() {
            powers().create(new Power("a", 1, null));
            powers().create(new Power("b", 1, null));
            var link = new RecordLink("root", new RecordReference("power", "b"), Optional.of("the root"));

            powers().link("a", link);

            assertThat(powers().links("a")).containsExactly(link);
            assertThat(powers().get("a")).contains(new Power("a", 1, null));
            powers().unlink("a", "root", 0);
            assertThat(powers().links("a")).isEmpty();
        }

        @Test
        void fails_when_nobody_has_the_collection() {
            var failure = catchThrowableOfType(ProblemException.class, () -> clients().nothing.get("a"));

            assertThat(failure.problem().kind()).isEqualTo("unknown-service");
        }
    }

    @Nested
    class FromTheBus {
        @Test
        void hands_out_the_state_and_what_came_after_it() {
            ask("create", "{'kwargs':{'data':[{'id':'a','value':1},{'id':'b','value':2}]}}");
            var snapshot = result(ask("$snapshot", "{'kwargs':{'query':{'value':{'$gt':1}}}}"));
            ask("patch", "{'kwargs':{'id':'b','data':{'value':3}}}");

            var changes = result(ask("$changes", "{'kwargs':{'epoch':'%s','after':2}}"
                    .formatted(snapshot.getString("epoch"))));

            assertThat(snapshot.getJsonArray("records")).containsExactly(json("{'id':'b','value':2}"));
            assertThat(snapshot.getInt("position")).isEqualTo(2);
            assertThat(changes.getBoolean("recovered")).isTrue();
            assertThat(changes.getInt("position")).isEqualTo(3);
            var data = changes.getJsonArray("changes").getJsonObject(0).getJsonObject("data");
            assertThat(data.get("before")).isEqualTo(json("{'id':'b','value':2}"));
            assertThat(data.get("resource")).isEqualTo(json("{'id':'b','value':3}"));
        }

        @Test
        void says_that_it_cannot_tell_what_came_after() {
            ask("create", "{'kwargs':{'data':{'id':'a','value':1}}}");
            var epoch = result(ask("$snapshot", "{'kwargs':{}}")).getString("epoch");

            assertThat(result(ask("$changes", "{'kwargs':{'epoch':'other','after':0}}")).getBoolean("recovered"))
                    .isFalse();
            assertThat(result(ask("$changes", "{'kwargs':{'epoch':'" + epoch + "','after':7}}"))
                    .getBoolean("recovered")).isFalse();
            assertThat(ask("$changes", "{'kwargs':{'epoch':'" + epoch + "','after':-1}}").getJsonObject("error")
                    .getInt("status")).isEqualTo(422);
        }

        @Test
        void does_every_operation() {
            var created = result(ask("create", "{'kwargs':{'data':{'id':'a','value':3}}}"));
            var got = result(ask("get", "{'kwargs':{'id':'a'}}"));
            var updated = result(ask("update", "{'kwargs':{'id':'a','data':{'value':4}}}"));
            var patched = result(ask("patch", "{'kwargs':{'id':'a','data':{'note':'x'}}}"));
            var found = ask("find", "{'kwargs':{'query':{'$limit':5}}}").getJsonArray("result");
            var removed = result(ask("remove", "{'kwargs':{'id':'a'}}"));

            assertThat(created).isEqualTo(json("{'id':'a','value':3}")).isEqualTo(got);
            assertThat(updated).isEqualTo(json("{'id':'a','value':4}"));
            assertThat(patched).isEqualTo(json("{'id':'a','value':4,'note':'x'}")).isEqualTo(removed);
            assertThat(found).containsExactly(patched);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {"get|{'args':['a']}|422", "get|{'kwargs':{}}|422",
                "get|{'kwargs':{'id':7}}|422", "get|{'kwargs':{'id':'none'}}|404",
                "get|{'kwargs':{'id':'a','colour':1}}|422", "jump|{'kwargs':{'id':'a'}}|404",
                "find|{'kwargs':{'query':7}}|422", "find|{'kwargs':{'query':{'$limit':-1}}}|400",
                "find|{'kwargs':{'query':{'$limit':'x'}}}|400",
                "find|{'kwargs':{'query':{'$limit':1e999999999}}}|400", "find|{'kwargs':{'query':{'colour':'x'}}}|400",
                "create|{'kwargs':{'data':7}}|400", "create|{'kwargs':{'data':{'value':'x'}}}|422",
                "create|{'kwargs':{}}|422", "create|{|400", "create|[]|400", "$dispatch|{'kwargs':{}}|400",
                "$dispatch|{'kwargs':{'operation':'find','query':{},'textual':false,'pointer':'','counted':true,"
                        + "'key':['k'],'conditional':false}}|400",
                "$dispatch|{'kwargs':{'operation':'find','data':'{','query':{},'textual':false,'pointer':'',"
                        + "'counted':true,'conditional':false}}|400",
                "$lease|{'kwargs':{'name':'n','holder':'h'}}|422",
                "$lease|{'kwargs':{'name':'n','holder':'h','time':'soon'}}|422",
                "$lease|{'kwargs':{'name':'n','holder':'h','time':'-PT1S'}}|422",
                "$lease|{'kwargs':{'name':'n','holder':'h','time':'PT2562047788015215H'}}|422"})
        void answers_a_bad_request_with_an_error_and_goes_on(String operation, String body, int status) {
            var reply = ask(operation, body);

            assertThat(reply.getJsonObject("error").getInt("status")).isEqualTo(status);
            assertThat(ask("find", "{'kwargs':{}}").getJsonArray("result")).isEmpty();
        }

        @Test
        void refuses_a_lease_of_a_name_that_not_every_store_keeps() {
            var reply = ask("$lease", "{'kwargs':{'name':'%s','holder':'h','time':'PT1S'}}".formatted("n".repeat(513)));

            assertThat(reply.getJsonObject("error").getInt("status")).isEqualTo(422);
        }

        @Test
        void takes_a_limit_above_the_maximum_for_the_maximum() {
            var reply = ask("find", "{'kwargs':{'query':{'$limit':99999999999999999999}}}");

            assertThat(reply.getJsonArray("result")).isEmpty();
        }
    }

    private ResourceClient<Power> powers() {
        return clients().powers;
    }

    private Clients clients() {
        return weld.select(Clients.class).get();
    }

    private JsonObject ask(String operation, String body) {
        var question = Message.toQueue("rpc.power", body.replace('\'', '"')).withSubject(operation);
        var answer = weld.select(MessageBus.class).get().request(question, Instant.now().plusSeconds(5))
                .toCompletableFuture().join();
        return read(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static JsonObject result(JsonObject reply) {
        return reply.getJsonObject("result");
    }

    private static ErrorName status(Runnable call) {
        return catchThrowableOfType(ProblemException.class, call::run).problem().name();
    }

    private static JsonObject json(String text) {
        return read(text.replace('\'', '"'));
    }

    private static JsonObject read(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    public record Power(String id, int value, String note) {}

    @ResourceCollection("power")
    static class PowerCollection implements ResourceModel<Power> {
        @Action
        Power boost(Power power, int by) {
            return new Power(power.id(), power.value() + by, power.note());
        }

        @Action
        int twice(int of) {
            return 2 * of;
        }

        @Action
        void greet(String id) {}
    }

    @Dependent
    static class Clients {
        @Inject
        @Collection("power")
        ResourceClient<Power> powers;

        @Inject
        @Collection("nothing")
        ResourceClient<Power> nothing;
    }
}
