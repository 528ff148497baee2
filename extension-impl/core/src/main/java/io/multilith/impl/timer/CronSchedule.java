package io.multilith.impl.timer;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

import jakarta.enterprise.concurrent.CronTrigger;

/** The ticks of a cron expression in the time of this machine. */
final class CronSchedule implements UnaryOperator<ZonedDateTime> {
    private static final int HOURS_OF_A_DAY = 24;

    private final CronTrigger trigger;

    /**
     * @throws IllegalArgumentException
     *             if the expression is none
     * @throws java.time.DateTimeException
     *             if it never fits
     */
    CronSchedule(String expression, ZonedDateTime now) {
        trigger = new CronTrigger(expression, ZoneId.systemDefault());
        apply(now);
    }

    /** The tick after a given one. A trigger takes a time that fits for the next one itself. */
    @Override
    public ZonedDateTime apply(ZonedDateTime tick) {
        return next(tick.plusNanos(1), HOURS_OF_A_DAY);
    }

    /**
     * Before the first hour of the day that fits, the trigger of Jakarta Concurrency 3.0.0 fails. None of those hours has a tick,
     * so it is asked of the next one.
     */
    private ZonedDateTime next(ZonedDateTime from, int hours) {
        try {
            return trigger.getNextRunTime(null, from);
        } catch (ArrayIndexOutOfBoundsException beforeTheFirstHour) {
            if (hours == 0) {
                throw beforeTheFirstHour;
            }
            return next(from.plusHours(1).truncatedTo(ChronoUnit.HOURS), hours - 1);
        }
    }
}
