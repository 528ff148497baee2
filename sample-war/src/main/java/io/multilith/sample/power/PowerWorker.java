package io.multilith.sample.power;

import java.util.Map;

import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Collection;
import io.multilith.resource.ResourceClient;

/** Squares each value that is pending. */
@ServiceEntrypoint("power-worker")
public class PowerWorker {
    @Inject
    @Collection("power")
    ResourceClient<Power> powers;

    @HandleEvent(source = "power", type = {"power.created", "power.patched", "power.replaced"})
    void square(PowerChange change) {
        var power = change.resource();
        if (power.status() != Power.Status.pending) {
            return;
        }
        var value = (long) power.value();
        try {
            powers.patch(power.id(), Map.of("result", value * value, "status", Power.Status.done));
        } catch (ProblemException failed) {
            if (failed.problem().name() != ErrorName.NOT_FOUND) {
                throw failed;
            }
            // The record was removed before its turn came, so there is nothing to square.
        }
    }
}
