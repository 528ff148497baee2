package io.multilith.impl.resource;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.resource.Collection;
import io.multilith.resource.Hidden;
import io.multilith.resource.ReadOnly;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceHook;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.Subscriptions;
import io.multilith.resource.WriteOnce;

import static io.multilith.impl.resource.Asked.assertRefused;
import static io.multilith.impl.resource.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(WeldJunit5Extension.class)
class FieldRulesTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Accounts.class, Counting.class);

    private Asked accounts;

    @BeforeEach
    void open() {
        accounts = new Asked(weld.select(ResourceDispatcher.class).get(), "account");
    }

    @Test
    void shows_what_the_application_set_and_hides_what_is_hidden() {
        var created = accounts.create("{'id':'a','name':'n','password':'p','owner':'o'}");

        assertThat(created).isEqualTo(json("{'id':'a','name':'n','owner':'o','changes':1}"));
        assertThat(accounts.get("a")).isEqualTo(created);
        assertThat(accounts.find("{}").asJsonArray()).containsExactly(created);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"create||{'id':'b','changes':7}|/changes",
            "update|a|{'name':'m','changes':7}|/changes", "patch|a|{'changes':7}|/changes",
            "update|a|{'owner':'x'}|/owner", "patch|a|{'owner':'x'}|/owner", "patch|a|{'owner':null}|/owner"})
    void refuses_to_set_what_is_not_the_callers(String operation, String id, String data, String pointer) {
        accounts.create("{'id':'a','name':'n','password':'p','owner':'o'}");

        var refusal = assertRefused(() -> accounts.answer(operation, id, data), ErrorName.UNPROCESSABLE,
                "invalid-record");

        assertThat(refusal.problem().errors()).extracting(FieldError::pointer).containsExactly(pointer);
        assertThat(accounts.get("a").getInt("changes")).isEqualTo(1);
    }

    @Test
    void takes_a_record_back_as_it_was_shown() {
        var created = accounts.create("{'id':'a','name':'n','password':'p','owner':'o'}");

        var updated = accounts.answer("update", "a", created.toString()).body();

        assertThat(updated).isEqualTo(json("{'id':'a','name':'n','owner':'o','changes':2}"));
        assertThat(stored("a")).contains("\"password\":\"p\"");
    }

    @Test
    void keeps_what_is_left_out_and_not_the_callers() {
        accounts.create("{'id':'a','name':'n','password':'p','owner':'o'}");

        accounts.answer("update", "a", "{}");

        assertThat(stored("a")).contains("\"password\":\"p\"", "\"owner\":\"o\"", "\"changes\":2")
                .doesNotContain("name");
    }

    @Test
    void lets_what_is_hidden_be_set_anew() {
        accounts.create("{'id':'a','password':'p'}");

        accounts.answer("patch", "a", "{'password':'q'}");

        assertThat(stored("a")).contains("\"password\":\"q\"");
        accounts.answer("patch", "a", "{'password':null}");
        assertThat(stored("a")).doesNotContain("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'op':'test','path':'/password','value':'p'}]",
            "[{'op':'copy','from':'/password','path':'/name'}]", "[{'op':'move','from':'/password','path':'/name'}]"})
    void does_not_let_a_patch_see_what_is_hidden(String patch) {
        accounts.create("{'id':'a','password':'p'}");

        assertRefused(() -> accounts.answer("patch", "a", patch), ErrorName.UNPROCESSABLE, "bad-pointer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'password':'p'}", "{'password':{'$gt':'a'}}", "{'$sort':{'password':1}}",
            "{'$select':['password']}"})
    void does_not_let_a_query_see_what_is_hidden(String query) {
        assertRefused(() -> accounts.find(query), ErrorName.BAD_REQUEST, "bad-query");
    }

    @Test
    void tells_nobody_what_is_hidden() {
        var told = new CopyOnWriteArrayList<String>();
        weld.select(Subscriptions.class).get().follow("account", change -> {
            told.add(change.toString());
            return CompletableFuture.completedFuture(null);
        });

        accounts.create("{'id':'a','password':'secret-1'}");
        accounts.answer("patch", "a", "{'password':'secret-2'}");
        accounts.answer("remove", "a", null);

        await().untilAsserted(() -> assertThat(told).hasSize(3));
        assertThat(told).noneSatisfy(change -> assertThat(change).contains("secret"));
        assertThat(accounts.answer("$history", "a", null).body().toString()).doesNotContain("secret");
    }

    private String stored(String id) {
        return weld.select(Collections.class).get().get("account").store().get(id).orElseThrow().fields().toString();
    }

    public record Account(String id, String name, @Hidden String password, @WriteOnce String owner,
            @ReadOnly Integer changes) {}

    @ResourceCollection("account")
    static class Accounts implements ResourceModel<Account> {}

    /** Sets what nobody else may. */
    @ApplicationScoped
    @Collection("account")
    static class Counting implements ResourceHook<Account> {
        @Override
        public Account store(ResourceRequest request, Optional<Account> current, Account next) {
            return new Account(next.id(), next.name(), next.password(), next.owner(),
                    current.map(Account::changes).orElse(0) + 1);
        }
    }
}
