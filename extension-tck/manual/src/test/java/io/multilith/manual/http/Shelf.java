package io.multilith.manual.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

// tag::http-shelf[]
@ServiceEntrypoint("shelf")
@Path("/shelf")
public class Shelf {
    private final Map<String, Book> books = new ConcurrentHashMap<>();

    @POST
    public Book add(Book book) {
        books.put(book.isbn(), book);
        return book;
    }

    @GET
    @Path("{isbn}")
    public Book find(@PathParam("isbn") String isbn) {
        return Optional.ofNullable(books.get(isbn)).orElseThrow(
                () -> new ProblemException(ErrorName.NOT_FOUND, "no-such-book", "No book has the ISBN " + isbn + "."));
    }
}
// end::http-shelf[]
