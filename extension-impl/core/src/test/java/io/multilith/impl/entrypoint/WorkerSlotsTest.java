package io.multilith.impl.entrypoint;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerSlotsTest {
    private final List<String> started = new ArrayList<>();
    private final WorkerSlots slots = new WorkerSlots(2, 2);
    private final WorkerSlots.Share share = slots.share("any", Integer.MAX_VALUE, Integer.MAX_VALUE);

    @Test
    void starts_as_many_as_there_are_workers() {
        submit("a", "b", "c");

        assertThat(started).containsExactly("a", "b");
        assertThat(slots.busy()).isEqualTo(2);
    }

    @Test
    void starts_those_that_wait_in_order() {
        submit("a", "b", "c", "d");

        share.release();
        share.release();

        assertThat(started).containsExactly("a", "b", "c", "d");
        assertThat(slots.busy()).isEqualTo(2);
    }

    @Test
    void refuses_one_more_than_can_wait() {
        submit("a", "b", "c", "d");

        var accepted = share.submit(() -> started.add("e"));

        assertThat(accepted).isFalse();
        share.release();
        share.release();
        share.release();
        assertThat(started).doesNotContain("e");
    }

    @Test
    void takes_one_more_when_a_place_is_free_again() {
        submit("a", "b", "c", "d");
        share.release();

        assertThat(share.submit(() -> started.add("e"))).isTrue();
    }

    @Test
    void is_idle_when_all_have_ended() {
        submit("a", "b", "c");

        share.release();
        share.release();
        share.release();

        assertThat(slots.busy()).isZero();
    }

    private void submit(String... names) {
        for (var name : names) {
            assertThat(share.submit(() -> started.add(name))).isTrue();
        }
    }
}
