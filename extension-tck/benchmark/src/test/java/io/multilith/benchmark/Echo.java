package io.multilith.benchmark;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.Rpc;

/** The service that is called: as little as there can be. */
@ServiceEntrypoint("echo")
public class Echo {
    @Rpc
    public String echo(String text) {
        return text;
    }
}
