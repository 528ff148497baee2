package io.multilith.testing;

import java.time.ZonedDateTime;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

import io.multilith.impl.timer.TickClock;

/** Lets timers go by a {@link ManualClock}, which can be injected. */
final class StandingTime implements Extension {
    private final ManualClock clock;

    StandingTime(ManualClock clock) {
        this.clock = clock;
    }

    void add(@Observes AfterBeanDiscovery event) {
        event.<ManualClock>addBean().types(ManualClock.class, Object.class).scope(Dependent.class)
                .createWith(context -> clock);
        event.<TickClock>addBean().types(TickClock.class, Object.class).scope(Dependent.class).alternative(true)
                .priority(SubstitutedBeans.AHEAD_OF_ALL).createWith(context -> new Ticking(clock));
    }

    private static final class Ticking extends TickClock {
        private final ManualClock clock;

        Ticking(ManualClock clock) {
            this.clock = clock;
        }

        @Override
        public ZonedDateTime now() {
            return clock.now();
        }

        @Override
        public Runnable at(ZonedDateTime time, Supplier<CompletionStage<?>> task) {
            return clock.at(time, task);
        }
    }
}
