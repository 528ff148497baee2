package io.multilith.impl.http;

import java.net.URI;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

/** Tells whether a page is of the server that it asks: scheme, host and port are the same. */
final class Origins {
    private Origins() {}

    static boolean isSame(String origin, HttpServletRequest request) {
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
