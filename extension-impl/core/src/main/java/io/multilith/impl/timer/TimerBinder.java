package io.multilith.impl.timer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.Workers;
import io.multilith.problem.DeploymentProblems;
import io.multilith.timer.Timer;

import static io.multilith.impl.timer.TimerMessages.MESSAGES;

/** Binds {@link Timer} methods. */
@ApplicationScoped
public class TimerBinder implements EntrypointBinder<Timer> {
    private final Workers workers;
    private final TickClock clock;
    private final LeasedRuns leased;

    /** For the client proxy only. */
    protected TimerBinder() {
        this(null, null, null);
    }

    @Inject
    public TimerBinder(Workers workers, TickClock clock, LeasedRuns leased) {
        this.workers = workers;
        this.clock = clock;
        this.leased = leased;
    }

    @Override
    public Entrypoint bind(EntrypointMethod<Timer> entrypoint, DeploymentProblems problems) {
        var method = entrypoint.method();
        if (!method.parameters().isEmpty()) {
            problems.report(MESSAGES.takesParameters(method.javaName()));
        }
        var timer = entrypoint.annotation();
        try {
            var next = schedule(timer, clock.now());
            var run = leased.guard(entrypoint, () -> workers.run(Invocation.of(method)), next, problems);
            return new Ticks(run, next, timer.eager(), clock);
        } catch (DateTimeException | IllegalArgumentException unclear) {
            problems.report(MESSAGES.unclearSchedule(method.javaName(), timer.every(), timer.cron()));
            return () -> {};
        }
    }

    /** The tick after a given one. */
    private static UnaryOperator<ZonedDateTime> schedule(Timer timer, ZonedDateTime now) {
        if (timer.every().isEmpty() == timer.cron().isEmpty()) {
            throw new IllegalArgumentException("one of every and cron");
        }
        if (timer.cron().isEmpty()) {
            var period = Duration.parse(timer.every());
            if (period.toMillis() < 1) {
                throw new IllegalArgumentException(timer.every());
            }
            return tick -> tick.plus(period);
        }
        return new CronSchedule(timer.cron(), now);
    }
}
