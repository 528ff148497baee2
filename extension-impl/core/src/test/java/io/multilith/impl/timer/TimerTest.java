package io.multilith.impl.timer;

import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.timer.Timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Methods that run by the clock in a deployed application. */
@ExtendWith(WeldJunit5Extension.class)
class TimerTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Clock.class);

    @Test
    void runs_an_eager_method_at_once_and_another_not() {
        await().untilAsserted(() -> assertThat(clock().eager()).isEqualTo(1));

        assertThat(clock().patient()).isZero();
    }

    @Test
    void goes_on_after_a_run_that_failed() {
        await().untilAsserted(() -> assertThat(clock().failing()).isGreaterThanOrEqualTo(3));
    }

    @Test
    void never_runs_a_method_twice_at_a_time() {
        await().untilAsserted(() -> assertThat(clock().slow()).isGreaterThanOrEqualTo(3));

        assertThat(clock().overlaps()).isZero();
    }

    @Test
    void runs_a_method_by_cron_again_and_again() {
        await().untilAsserted(() -> assertThat(clock().everySecond()).isGreaterThanOrEqualTo(2));
    }

    private Clock clock() {
        return weld.select(Clock.class).get();
    }

    @ServiceEntrypoint("clock")
    static class Clock {
        private final AtomicInteger eager = new AtomicInteger();
        private final AtomicInteger patient = new AtomicInteger();
        private final AtomicInteger failing = new AtomicInteger();
        private final AtomicInteger slow = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();
        private final AtomicInteger everySecond = new AtomicInteger();

        @Timer(every = "PT1H", eager = true)
        void runEager() {
            eager.incrementAndGet();
        }

        @Timer(every = "PT1H")
        void runPatient() {
            patient.incrementAndGet();
        }

        @Timer(every = "PT0.05S", eager = true)
        void runFailing() {
            failing.incrementAndGet();
            throw new IllegalStateException("failed");
        }

        @Timer(every = "PT0.01S", eager = true)
        void runSlow() throws InterruptedException {
            if (running.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            new java.util.concurrent.CountDownLatch(1).await(40, java.util.concurrent.TimeUnit.MILLISECONDS);
            running.decrementAndGet();
            slow.incrementAndGet();
        }

        @Timer(cron = "* * * * * *")
        void runEverySecond() {
            everySecond.incrementAndGet();
        }

        int eager() {
            return eager.get();
        }

        int patient() {
            return patient.get();
        }

        int failing() {
            return failing.get();
        }

        int slow() {
            return slow.get();
        }

        int overlaps() {
            return overlaps.get();
        }

        int everySecond() {
            return everySecond.get();
        }
    }
}
