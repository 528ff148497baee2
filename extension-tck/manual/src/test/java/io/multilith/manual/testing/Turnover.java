package io.multilith.manual.testing;

import java.util.concurrent.atomic.AtomicInteger;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;
import io.multilith.timer.Timer;

/** What a day brings. */
@ServiceEntrypoint("turnover")
public class Turnover {
    private final AtomicInteger today = new AtomicInteger();

    @HandleEvent(source = "checkout", type = "checkout.totalled")
    void onTotal(int total) {
        today.addAndGet(total);
    }

    @Timer(cron = "0 0 * * *")
    void beginTheDay() {
        today.set(0);
    }

    public int today() {
        return today.get();
    }
}
