package io.multilith.impl.resource;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FollowersNameTest {
    @Test
    void is_the_same_for_nodes_that_have_the_same() {
        assertThat(FollowersName.of(Stream.of("desk", "box"))).isEqualTo(FollowersName.of(Stream.of("box", "desk")));
    }

    @Test
    void is_another_for_nodes_that_have_others() {
        assertThat(FollowersName.of(Stream.of("a-b", "c"))).isNotEqualTo(FollowersName.of(Stream.of("a", "b-c")));
        assertThat(FollowersName.of(Stream.of())).isNotEqualTo(FollowersName.of(Stream.of("box")));
    }

    @Test
    void fits_a_lease_however_much_a_node_has() {
        var many = IntStream.range(0, 1_000).mapToObj(i -> "service-" + i);

        assertThat(FollowersName.of(many)).hasSizeLessThan(100);
    }
}
