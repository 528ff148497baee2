package io.multilith.manual.rpc;

import jakarta.validation.constraints.NotBlank;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.Rpc;

// tag::rpc-greeter[]
@ServiceEntrypoint("greeter")
public class Greeter {
    @Rpc
    public String greet(@NotBlank String friend) {
        return "Hello " + friend + "!";
    }
}
// end::rpc-greeter[]
