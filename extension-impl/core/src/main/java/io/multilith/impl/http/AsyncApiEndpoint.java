package io.multilith.impl.http;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import io.multilith.impl.http.asyncapi.AsyncApiDocuments;

/** What can be sent to this application and heard from it over AMQP, as AsyncAPI 3.0. */
@RequestScoped
@Path("/" + CollectionPaths.PREFIX + "/" + CollectionPaths.ASYNCAPI)
@Produces(MediaType.APPLICATION_JSON)
public class AsyncApiEndpoint {
    @Inject
    AsyncApiDocuments documents;
    @Context
    ServletContext servlet;

    @GET
    public String document() {
        return documents.write(Optional.ofNullable(servlet.getServletContextName())).toString();
    }
}
