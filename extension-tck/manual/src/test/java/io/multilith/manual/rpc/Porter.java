package io.multilith.manual.rpc;

import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;

// tag::rpc-client[]
@ServiceEntrypoint("porter")
public class Porter {
    @Inject
    @RemoteService("greeter")
    GreeterApi greeter;

    @Rpc
    public String welcome(String guest) {
        return greeter.greet(guest) + " Come in.";
    }
}
// end::rpc-client[]
