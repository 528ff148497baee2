package io.multilith.impl.http;

import java.io.IOException;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

/** Says that a body is bad where the server's reader only fails: Open Liberty's lets the exception of JSON-B through. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class BodyReading implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        try {
            return context.proceed();
        } catch (JsonbException | JsonException | ProcessingException unreadable) {
            throw new BadRequestException(unreadable);
        }
    }
}
