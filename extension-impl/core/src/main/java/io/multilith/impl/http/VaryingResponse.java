package io.multilith.impl.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** Lets nobody behind a filter take back what that filter said the answer depends on: Jakarta REST sets the header anew. */
final class VaryingResponse extends HttpServletResponseWrapper {
    static final String VARY = "Vary";

    VaryingResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void setHeader(String name, String value) {
        if (VARY.equalsIgnoreCase(name)) {
            addHeader(name, value);
        } else {
            super.setHeader(name, value);
        }
    }
}
