package io.multilith.tck;

import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.Workers;
import io.multilith.rpc.Rpc;

/** The service that {@link Target} calls. */
@ServiceEntrypoint("next")
class Next {
    @Inject
    Workers workers;

    @Rpc
    String look() {
        return Target.seen(workers.current().orElseThrow().context());
    }
}
