package io.multilith.sample.greeter;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.realtime.SocketRpc;
import io.multilith.rpc.Rpc;

/** Greets a friend: over HTTP at {@code /api/greet/{friend}}, over AMQP at {@code rpc.greeter}, over a socket as {@code greeter.greet}. */
// README begin service
@ServiceEntrypoint("greeter")
@Path("/greet")
public class Greeter {
    @Inject
    Cache cache;

    @Rpc
    @SocketRpc
    @GET
    @Path("{friend}")
    @Produces(MediaType.TEXT_PLAIN)
    public String greet(@PathParam("friend") String friend) {
        return cache.get(friend).orElseGet(() -> {
            var greeting = "Hello " + friend + "!";
            cache.store(friend, greeting);
            return greeting;
        });
    }
}
// README end service
