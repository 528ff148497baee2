package io.multilith.sample.power;

import java.util.Map;

import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;
import io.multilith.resource.Collection;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceClient;

/** Squares each value that is pending. */
@ServiceEntrypoint("power-worker")
public class PowerWorker {
    @Inject
    @Collection("power")
    ResourceClient<Power> powers;

    @OnResource(collection = "power", where = "status=pending", sweep = "PT10S")
    void build(Power power) {
        var value = (long) power.value();
        powers.patch(power.id(), Map.of("result", value * value, "status", Power.Status.done));
    }

    /** What any AMQP client may ask for by an event, whatever the record is like. */
    @HandleEvent(source = "power", type = "power.requested")
    void buildOnRequest(PowerChange request) {
        build(request.resource());
    }
}
