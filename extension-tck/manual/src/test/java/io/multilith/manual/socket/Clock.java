package io.multilith.manual.socket;

import java.time.Instant;
import java.time.ZoneId;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.realtime.SocketRpc;

// tag::socket-clock[]
@ServiceEntrypoint("clock")
public class Clock {
    @SocketRpc
    public String at(String zone) {
        return Instant.EPOCH.atZone(ZoneId.of(zone)).toString();
    }
}
// end::socket-clock[]
