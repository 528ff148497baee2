package io.multilith.impl.http;

import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request for another path than the client's. */
final class SentRequest extends HttpServletRequestWrapper {
    private static final String ASKED = "io.multilith.asked";

    private final String path;

    SentRequest(HttpServletRequest request, String path) {
        super(request);
        this.path = path;
        request.setAttribute(ASKED, request.getRequestURI());
    }

    /** The path as the client asked for it. */
    static String asked(HttpServletRequest request) {
        return request.getAttribute(ASKED) instanceof String path ? path : request.getRequestURI();
    }

    @Override
    public String getContentType() {
        return isHidden(RequestHeaders.CONTENT_TYPE) ? null : super.getContentType();
    }

    @Override
    public String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(
                Collections.list(super.getHeaderNames()).stream().filter(name -> !isHidden(name)).toList());
    }

    private boolean isHidden(String header) {
        return header.equalsIgnoreCase(RequestHeaders.CONTENT_TYPE) && RequestHeaders.isPassedOver(this);
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public StringBuffer getRequestURL() {
        var url = super.getRequestURL();
        return url.replace(url.length() - super.getRequestURI().length(), url.length(), path);
    }
}
