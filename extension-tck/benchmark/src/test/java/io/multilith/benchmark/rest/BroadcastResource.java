package io.multilith.benchmark.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;

/** Tells the open {@link BareSocket}s what it is sent. */
@ApplicationScoped
@Path("bare-broadcast")
public class BroadcastResource {
    @PATCH
    public void broadcast(String text) {
        BareSocket.broadcast(text);
    }
}
