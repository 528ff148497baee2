package io.multilith.backend.jpa;

import javax.naming.NameNotFoundException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultTest {
    @Test
    void takes_a_persistence_unit_that_is_not_bound_yet_for_one_that_is_away() {
        var unbound = new IllegalStateException(
                new RuntimeException(new NameNotFoundException("java:comp/env/entities")));

        assertThat(Fault.of(unbound)).isEqualTo(Fault.AWAY);
    }
}
