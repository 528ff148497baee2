package io.multilith.impl.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.DeclareRoles;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jboss.logging.Logger;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceDispatcher;

/**
 * Sends requests whose first path segment below the Jakarta REST application names a collection, and those for its base path,
 * to {@link CollectionEndpoint}, and those of operators to theirs. All others reach the application's own resources: a root path
 * template would shadow them. Ahead of Jakarta REST, for which a new path in a filter of its own is four times as dear.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
@DeclareRoles("operator") // of multilith.http.operator-role: nobody is in a role that is not declared
                          // (Servlet 6.0, section 13.3)
public class CollectionPaths extends HttpFilter {
    /** Reserved: the first segment of the paths that requests are sent to. */
    static final String PREFIX = "$multilith";
    static final String DEAD_LETTERS = "$dlq";
    static final String ENTRYPOINTS = "$entrypoints";
    static final String SCHEMA = "$schema";
    static final String ASYNCAPI = "$asyncapi";
    static final String EVENTS = "$events";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(CollectionPaths.class);

    /** First segments that are ours. */
    private static final Set<String> OURS = Set.of(DEAD_LETTERS, ENTRYPOINTS, SCHEMA, ASYNCAPI, EVENTS);

    @Inject
    transient ResourceDispatcher resources;
    @Inject
    transient RestBase rest;
    @Inject
    transient EventStreams streams;
    @Inject
    transient EventSniffer sniffer;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var base = rest.ofRequests().map(path -> request.getContextPath() + path + "/");
        var sent = base.flatMap(path -> sent(path, request.getRequestURI()));
        if (sent.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            try {
                requireUri(request);
                RequestHeaders.check(request);
            } catch (ProblemException refusal) {
                refuse(request, response, refusal.problem());
                return;
            }
            if (isSniffed(base.get(), request)) {
                sniff(request, response);
                return;
            }
            if (EventStreams.isAccepted(request) && stream(base.get(), request, response)) {
                return;
            }
            chain.doFilter(new SentRequest(request, sent.get()), response);
        }
    }

    private static boolean isSniffed(String base, HttpServletRequest request) {
        return segment(below(base, request)).equals(EVENTS);
    }

    /** Without a slash at the end; the base path itself may lack its own. */
    private static String below(String base, HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.length() < base.length() ? "" : path.substring(base.length()).replaceFirst("/$", "");
    }

    private void sniff(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("GET")) {
                response.setHeader("Allow", "GET");
                throw new ProblemException(ErrorName.METHOD_NOT_ALLOWED, "method-not-allowed",
                        "Events are looked at with GET.");
            }
            sniffer.answer(request, response);
        } catch (ProblemException refusal) {
            refuse(request, response, refusal.problem());
        }
    }

    /** Whether what is asked for is a collection or a record: those can be streamed. */
    private boolean stream(String base, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var segments = below(base, request).split("/", -1);
        var collection = segment(segments[0]);
        if (segments.length > 2 || !resources.collections().contains(collection)) {
            return false;
        }
        try {
            streams.open(request, response, collection,
                    segments.length == 1 ? Optional.empty() : Optional.of(segment(segments[1])));
        } catch (ProblemException refusal) {
            refuse(request, response, refusal.problem());
        }
        return true;
    }

    /** With the host that it is for: Jakarta REST fails on what is none, at the latest after a record was made. */
    private static void requireUri(HttpServletRequest request) {
        var query = request.getQueryString();
        try {
            if (URI.create(request.getRequestURL() + (query == null ? "" : "?" + query)).getRawPath() != null) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            LOG.debug("A request was for no URL", malformed);
        }
        throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request",
                "The URL or the host has a character that must be percent-encoded, or a percent sign without two digits.");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        response.setStatus(problem.name().status());
        response.setContentType(ProblemResponses.PROBLEM_JSON);
        // A writer would encode in ISO 8859-1 and say so.
        response.getOutputStream().write(ProblemResponses.body(problem, Optional.of(request.getRequestURI()))
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Where a request goes instead; empty: where it would anyway. */
    private Optional<String> sent(String base, String path) {
        if (!path.startsWith(base)) {
            return path.length() == base.length() - 1 && base.startsWith(path)
                    ? Optional.of(base + PREFIX + "/0/")
                    : Optional.empty();
        }
        var rest = path.substring(base.length());
        var end = rest.indexOf('/');
        var first = segment(end < 0 ? rest : rest.substring(0, end));
        if (OURS.contains(first)) {
            return Optional.of(base + PREFIX + "/" + first + (end < 0 ? "" : rest.substring(end)));
        }
        if (first.equals(PREFIX)) {
            return Optional.of(base + PREFIX + "/" + PREFIX + "/");
        }
        return first.isEmpty() || resources.collections().contains(first)
                ? Optional.of(base + PREFIX + "/" + segments(rest) + "/" + rest.replace("/%24", "/$"))
                : Optional.empty();
    }

    /** A slash at the end begins none. */
    private static long segments(String path) {
        return path.isEmpty() ? 0 : 1 + path.chars().limit(path.length() - 1L).filter(c -> c == '/').count();
    }

    /** Without its matrix parameters; as it is where it is none. */
    private static String segment(String raw) {
        var end = raw.indexOf(';');
        var name = end < 0 ? raw : raw.substring(0, end);
        try {
            return name.indexOf('%') < 0
                    ? name
                    : URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return name;
        }
    }
}
