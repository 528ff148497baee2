package ${package};

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.Collection;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceClient;
import io.multilith.rpc.Rpc;

/** Greets, over AMQP and HTTP. */
@ServiceEntrypoint("greeter")
@Path("/greet")
public class Greeter {
    @Inject
    @Collection("book")
    ResourceClient<Book> books;

    @Rpc
    @GET
    @Path("{friend}")
    @Produces(MediaType.TEXT_PLAIN)
    public String greet(@PathParam("friend") String friend) {
        var latest = books.find(Query.ALL);
        return "Hello " + friend + "! " + (latest.isEmpty() ? "There is nothing to read." : "Read " + latest.get(0).title() + ".");
    }
}
