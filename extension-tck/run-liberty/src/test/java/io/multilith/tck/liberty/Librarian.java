package io.multilith.tck.liberty;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

/** Puts books onto the shelf in a transaction of its own. */
@ServiceEntrypoint("librarian")
@Path("/librarian")
public class Librarian {
    @Inject
    private ResourceDispatcher collections;

    /** A book in two volumes, or none of them. */
    @POST
    @Path("{id}")
    @Transactional
    public String put(@PathParam("id") String id, @QueryParam("broken") boolean broken) {
        for (var volume : new String[]{id + "-1", id + "-2"}) {
            JsonValue book = Json.createObjectBuilder().add("id", volume).add("title", volume).add("pages", 1).build();
            collections.dispatch(ResourceRequest.of("shelf", "create").with(book));
        }
        JsonValue patch = Json.createObjectBuilder().add("pages", 2).build();
        collections.dispatch(ResourceRequest.of("shelf", "patch", id + "-1").with(patch));
        if (broken) {
            throw new IllegalStateException("the shelf breaks");
        }
        return "done";
    }
}
