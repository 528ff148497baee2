package io.multilith.impl.http;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var origin = request.getHeader("Origin");
        if (origin == null || isSame(origin, request) || allowed().contains(origin)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private List<String> allowed() {
        return settings.find(Setting.REALTIME_ALLOWED_ORIGINS).map(text -> Arrays.asList(text.split("\\s*,\\s*")))
                .orElse(List.of());
    }

    private static boolean isSame(String origin, HttpServletRequest request) {
        try {
            var uri = URI.create(origin);
            var scheme = request.getScheme().toLowerCase(Locale.ROOT);
            var expectedScheme = scheme.replace("ws", "http");
            return expectedScheme.equalsIgnoreCase(uri.getScheme())
                    && request.getServerName().equalsIgnoreCase(uri.getHost())
                    && request.getServerPort() == port(uri, expectedScheme);
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    private static int port(URI origin, String scheme) {
        return origin.getPort() != -1 ? origin.getPort() : scheme.equals("https") ? 443 : 80;
    }
}
