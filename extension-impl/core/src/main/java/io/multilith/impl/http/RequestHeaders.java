package io.multilith.impl.http;

import java.util.Collections;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/** Refuses headers that the servers' Jakarta REST fails on, or answers with a page. */
final class RequestHeaders {
    static final String CONTENT_TYPE = "Content-Type";

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PARAMETERS = "([ \\t]*;[ \\t]*(" + TOKEN + "=(" + TOKEN
            + "|\"([^\"\\\\]|\\\\.)*\"))?)*[ \\t]*";
    private static final Pattern MEDIA_TYPE = Pattern.compile("[ \\t]*" + TOKEN + "/" + TOKEN + PARAMETERS);
    /** {@code *} alone is what Java's own client sends. */
    private static final Pattern ACCEPT = Pattern.compile(
            "([ \\t]*((" + TOKEN + "/" + TOKEN + "|\\*)" + PARAMETERS + ")?(,|$))*");
    private static final Pattern BAD_QUALITY = Pattern.compile(";[ \\t]*q=(?![0-9]*\\.?[0-9]+[ \\t]*([;,]|$))",
            Pattern.CASE_INSENSITIVE);
    private static final int MAX_LENGTH = 4_096;

    private RequestHeaders() {}

    /** @throws ProblemException if one is not of its format */
    static void check(HttpServletRequest request) {
        var accept = String.join(",", Collections.list(request.getHeaders("Accept")));
        if (accept.length() > MAX_LENGTH || !ACCEPT.matcher(accept).matches() || BAD_QUALITY.matcher(accept).find()) {
            throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", "Accept is a list of media types.");
        }
        var type = request.getHeader(CONTENT_TYPE);
        if (type != null && !isPassedOver(request) && !MEDIA_TYPE.matcher(type).matches()) {
            throw new ProblemException(ProblemDetail.of(ErrorName.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type",
                    "The content type is not one."));
        }
    }

    /** What has no body to read may have any type: clients send it out of habit. */
    static boolean isPassedOver(HttpServletRequest request) {
        return request.getMethod().equals("DELETE") || request.getMethod().equals("GET");
    }
}
