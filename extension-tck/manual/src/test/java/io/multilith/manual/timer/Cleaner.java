package io.multilith.manual.timer;

import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.timer.Timer;

// tag::timer-cleaner[]
@ServiceEntrypoint("cleaner")
public class Cleaner {
    @Inject
    Carts carts;

    @Timer(every = "PT5M", eager = true)
    void removeAbandoned() {
        carts.removeAbandoned();
    }

    @Timer(cron = "0 3 * * *")
    void removeAll() {
        carts.removeAll();
    }
}
// end::timer-cleaner[]
