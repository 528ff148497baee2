package io.multilith.benchmark;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.Rpc;

/** The service that is called on its caller's thread: {@code multilith.direct-echo.direct} is true. */
@ServiceEntrypoint("direct-echo")
public class DirectEcho {
    @Rpc
    public String echo(String text) {
        return text;
    }
}
