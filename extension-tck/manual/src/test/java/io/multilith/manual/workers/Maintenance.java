package io.multilith.manual.workers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.Entrypoints;

// tag::workers-pause[]
@ApplicationScoped
public class Maintenance {
    @Inject
    Entrypoints entrypoints;

    public void run(Runnable work) {
        entrypoints.pause("till.pay/Rpc");
        try {
            work.run();
        } finally {
            entrypoints.resume("till.pay/Rpc");
        }
    }
}
// end::workers-pause[]
