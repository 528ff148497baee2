package io.multilith.impl.http;

import java.io.IOException;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets pages of configured origins ask and read the answers (CORS of the Fetch standard). Ahead of Jakarta REST and of
 * everything else that answers, so that refusals and streams can be read, too.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class CorsFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String VARY = "Vary";
    private static final String ORIGIN = "Origin";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, QUERY, OPTIONS";
    private static final String EXPOSED = "Content-Range, X-Total-Count, ETag, Link, Location, Preference-Applied, Accept-Patch, Accept-Query, Allow";

    @Inject
    transient CrossOrigins origins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!origins.areConfigured()) {
            chain.doFilter(request, response);
            return;
        }
        response.addHeader(VARY, ORIGIN);
        var origin = Optional.ofNullable(request.getHeader(ORIGIN));
        var allowed = origin.flatMap(origins::allowed);
        allowed.ifPresent(value -> response.setHeader("Access-Control-Allow-Origin", value));
        if (origin.filter(origins::lendCredentials).isPresent()) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
        if (allowed.isPresent() && isPreflight(request)) {
            answer(request, response);
        } else {
            allowed.ifPresent(value -> response.setHeader("Access-Control-Expose-Headers", EXPOSED));
            chain.doFilter(request, response);
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader(REQUEST_METHOD) != null;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(VARY, REQUEST_METHOD + ", " + REQUEST_HEADERS);
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        Optional.ofNullable(request.getHeader(REQUEST_HEADERS))
                .ifPresent(headers -> response.setHeader("Access-Control-Allow-Headers", headers));
        response.setHeader("Access-Control-Max-Age", Long.toString(origins.maxAge().toSeconds()));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
