package io.multilith.impl.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class LiveCollectionTest {
    private final GrowingLog log = new GrowingLog();
    private final List<Consumer<ResourceChange>> follower = new ArrayList<>();
    private final LiveCollection live = new LiveCollection(Followed.whole(log), new RecentChanges(new StoredLog(log)),
            (position, told) -> follower.add(told));

    @Test
    void passes_over_what_a_beginning_was_ahead_of() {
        subscribe(Optional.empty());
        var begin = log.head();
        tell(log.append());
        var second = log.append();

        var late = subscribe(Optional.of(begin));
        tell(second);
        tell(log.append());

        assertThat(late.positions).containsExactly(1L, 2L, 3L);
    }

    @Test
    void gives_up_those_that_a_gap_would_mislead() {
        var member = subscribe(Optional.empty());
        log.append();

        tell(log.append());

        assertThat(member.isLost).isTrue();
        assertThat(member.positions).isEmpty();
    }

    @Test
    void begins_anew_for_one_who_missed_too_much_without_reading_it() {
        var begin = log.head();
        append(10_001);

        var member = subscribe(Optional.of(begin));

        assertThat(member.isRecovered).isFalse();
        assertThat(member.positions).isEmpty();
        assertThat(log.entries()).isZero();
    }

    @Test
    void recovers_as_much_as_may_be_missed() {
        var begin = log.head();
        append(10_000);

        var member = subscribe(Optional.of(begin));

        assertThat(member.isRecovered).isTrue();
        assertThat(member.positions).hasSize(10_000);
    }

    @Test
    void reads_no_more_history_than_is_wanted() {
        append(1_000);

        var last = live.history(request(Optional.empty()), 1, false);

        assertThat(positions(last)).containsExactly(1_000L);
        assertThat(log.entries()).isEqualTo(1);
    }

    @Test
    void tells_the_first_or_the_last_of_a_history() {
        var begin = log.head();
        append(300);

        assertThat(positions(live.history(request(Optional.of(begin)), 2, false))).containsExactly(1L, 2L);
        assertThat(positions(live.history(request(Optional.of(begin)), 2, true))).containsExactly(299L, 300L);
        assertThat(positions(live.history(request(Optional.of(begin)), 0, true))).isEmpty();
    }

    @Test
    void does_not_tell_a_history_that_was_forgotten_as_if_it_were_whole() {
        var begin = log.head();
        append(10);
        log.forget(5);

        assertThat(live.history(request(Optional.of(begin)), 20, false).recovered()).isFalse();
        assertThat(live.history(request(Optional.of(new Version("other", 1))), 20, false).recovered()).isFalse();
        assertThat(live.history(request(Optional.of(new Version("epoch", 99))), 20, false).recovered()).isFalse();
    }

    @Test
    void refuses_a_history_while_the_store_is_away() {
        log.lose();

        var refusal = catchThrowableOfType(ProblemException.class,
                () -> live.history(request(Optional.empty()), 1, false));

        assertThat(refusal.problem().name()).isEqualTo(ErrorName.UNAVAILABLE);
    }

    private void append(int changes) {
        for (var i = 0; i < changes; i++) {
            log.append();
        }
    }

    private static List<Long> positions(SubscriptionStart start) {
        return start.missed().stream().map(told -> told.change().version().position()).toList();
    }

    private void tell(ResourceChange change) {
        follower.get(0).accept(change);
    }

    private Member subscribe(Optional<Version> after) {
        var member = new Member();
        live.subscribe(request(after), member);
        return member;
    }

    private static SubscriptionRequest request(Optional<Version> after) {
        return new SubscriptionRequest("power", QueryForm.ALL, Optional.empty(), after, false);
    }

    private static final class Member implements Subscriber {
        private final List<Long> positions = new ArrayList<>();
        private boolean isLost;
        private boolean isRecovered;

        @Override
        public void begun(SubscriptionStart start) {
            isRecovered = start.recovered();
            start.missed().forEach(this::told);
        }

        @Override
        public void told(ToldChange change) {
            positions.add(change.change().version().position());
        }

        @Override
        public void lost() {
            isLost = true;
        }
    }
}
