package io.multilith.manual.realtime;

import java.time.Instant;
import java.util.Set;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.Caller;
import io.multilith.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RealtimeTest {
    private static final Caller ANN = new Caller("ann", Set.of());

    // tag::realtime-test[]
    @Test
    void shows_everybody_his_own_letters() {
        var anns = Json.createObjectBuilder().add("id", "1").add("owner", "ann").build();

        assertThat(new Letters().readable(ANN).matches(anns)).isTrue();
        assertThat(new Letters().readable(Caller.ANONYMOUS).matches(anns)).isFalse();
        assertThat(new Letters().readable(new Caller("ed", Set.of("editor"))).matches(anns)).isTrue();
    }
    // end::realtime-test[]

    @Test
    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    void knows_a_token_by_its_signature() {
        var tokens = new Tokens();
        tokens.signatures = (text, signature) -> signature.equals("signed") && text.equals("ann:60");

        var known = tokens.authenticate("ann:60:signed");

        assertThat(known.caller()).isEqualTo(ANN);
        assertThat(known.expires()).contains(Instant.ofEpochSecond(60));
        assertThatThrownBy(() -> tokens.authenticate("ann:61:signed")).isInstanceOf(ProblemException.class);
    }
}
