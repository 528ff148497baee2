package io.multilith.impl.resource;

import jakarta.json.JsonValue;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Action;
import io.multilith.resource.ReadOnly;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;

import static io.multilith.impl.resource.Asked.assertRefused;
import static io.multilith.impl.resource.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@ExtendWith(WeldJunit5Extension.class)
class ActionsTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Powers.class);

    private Asked powers;

    @BeforeEach
    void open() {
        powers = new Asked(weld.select(ResourceDispatcher.class).get(), "power");
        powers.create("{'id':'a','value':2}");
    }

    @Test
    void stores_what_an_action_makes_of_the_record() {
        var answer = powers.answer("boost", "a", "{'by':3}");

        assertThat(answer.body()).isEqualTo(json("{'id':'a','value':5,'boosts':1}"));
        assertThat(powers.get("a")).isEqualTo(answer.body());
        assertThat(answer.version()).hasValueSatisfying(version -> assertThat(version.position()).isEqualTo(2));
    }

    @Test
    void gives_an_action_the_id_and_stores_nothing() {
        var answer = powers.answer("greet", "a", "{}");

        assertThat(answer.body()).isEqualTo(json("'hello a'"));
        assertThat(answer.version()).isEmpty();
    }

    @Test
    void runs_an_action_on_the_collection() {
        assertThat(powers.answer("twice", null, "{'of':21}").body()).isEqualTo(json("42"));
        assertThat(powers.answer("nothing", null, null).body()).isEqualTo(JsonValue.NULL);
    }

    @ParameterizedTest
    @CsvSource({"boost,", "twice, a", "jump, a", "jump,", "helper, a"})
    void knows_no_action_of_that_name_there(String action, String id) {
        assertRefused(() -> powers.answer(action, id, "{}"), ErrorName.NOT_FOUND, "unknown-method");
    }

    @Test
    void finds_no_record_to_act_on() {
        assertRefused(() -> powers.answer("boost", "b", "{'by':1}"), ErrorName.NOT_FOUND, "not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|by", "{'by':'x'}|by", "{'by':1,'more':2}|more",
            "{'by':1,'power':{'id':'b'}}|power"})
    void refuses_arguments_that_do_not_fit(String arguments, String name) {
        var refusal = catchThrowableOfType(ProblemException.class,
                () -> powers.answer("boost", "a", arguments));

        assertThat(refusal.problem().name()).isEqualTo(ErrorName.UNPROCESSABLE);
        assertThat(refusal.problem().errors()).extracting(FieldError::pointer)
                .anySatisfy(pointer -> assertThat(pointer).endsWith("/" + name));
        assertThat(powers.get("a").getInt("value")).isEqualTo(2);
    }

    @Test
    void tells_what_an_action_expects_to_fail_with() {
        var refusal = catchThrowableOfType(ProblemException.class,
                () -> powers.answer("refuse", "a", "{}"));

        assertThat(refusal.problem().errorCode()).contains("Tired");
        assertThat(refusal.problem().name().status()).isEqualTo(400);
    }

    static class Tired extends Exception {
        private static final long serialVersionUID = 1L;
    }

    public record Power(String id, int value, @ReadOnly Integer boosts) {}

    @ResourceCollection("power")
    static class Powers implements ResourceModel<Power> {
        @Action
        Power boost(Power power, int by) {
            return new Power(power.id(), power.value() + by, power.boosts() == null ? 1 : power.boosts() + 1);
        }

        @Action
        String greet(String id) {
            return "hello " + id;
        }

        @Action
        int twice(int of) {
            return 2 * of;
        }

        @Action
        void nothing() {}

        @Action
        void refuse(String id) throws Tired {
            throw new Tired();
        }

        void helper(String id) {}
    }
}
