package io.multilith.impl.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;

/** Refuses a socket to a page of another origin, unless the configuration allows that origin. */
@WebFilter(urlPatterns = "/realtime", asyncSupported = true)
public class SameOriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Settings settings;
    @Inject
    transient CrossOrigins crossOrigins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var origin = request.getHeader("Origin");
        if (origin == null || Origins.isSame(origin, request) || allowed().contains(origin)
                || crossOrigins.lendCredentials(origin)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private List<String> allowed() {
        return settings.find(Setting.REALTIME_ALLOWED_ORIGINS).map(text -> Arrays.asList(text.split("\\s*,\\s*")))
                .orElse(List.of());
    }
}
