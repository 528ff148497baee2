package io.multilith.benchmark;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.Rpc;

/** The service that is called within its process. */
@ServiceEntrypoint("local-echo")
public class LocalEcho {
    @Rpc
    public String echo(String text) {
        return text;
    }
}
