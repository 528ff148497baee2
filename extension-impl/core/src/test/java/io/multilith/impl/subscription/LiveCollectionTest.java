package io.multilith.impl.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

import static org.assertj.core.api.Assertions.assertThat;

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

    private void tell(ResourceChange change) {
        follower.get(0).accept(change);
    }

    private Member subscribe(Optional<Version> after) {
        var member = new Member();
        live.subscribe(new SubscriptionRequest("power", QueryForm.ALL, Optional.empty(), after, false), member);
        return member;
    }

    private static final class Member implements Subscriber {
        private final List<Long> positions = new ArrayList<>();
        private boolean isLost;

        @Override
        public void begun(SubscriptionStart start) {
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
