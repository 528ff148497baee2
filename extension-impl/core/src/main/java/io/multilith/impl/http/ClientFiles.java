package io.multilith.impl.http;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Serves the JavaScript client and its types. A server would do so by itself, but by the time stamps of our jar, which are the same
 * in every version: browsers would go on with the one that they have.
 */
@WebServlet(ClientFiles.PATH + "*")
public class ClientFiles extends HttpServlet {
    static final String PATH = "/multilith/";
    private static final long serialVersionUID = 1L;
    private static final int TAG_BYTES = 16;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var name = Optional.ofNullable(request.getPathInfo()).orElse("");
        var type = type(name);
        if (type.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var content = content(name);
        var tag = tag(content);
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "no-cache");
        if (isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type.get());
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static Optional<String> type(String name) {
        return switch (name) {
            case "/multilith.js" -> Optional.of("text/javascript;charset=utf-8");
            case "/multilith.d.ts" -> Optional.of("text/plain;charset=utf-8");
            default -> Optional.empty();
        };
    }

    private static byte[] content(String name) throws IOException {
        try (var file = ClientFiles.class.getResourceAsStream("/META-INF/resources/multilith" + name)) {
            return file.readAllBytes();
        }
    }

    /** The comparison is weak (RFC 9110, 13.1.2); nobody else's tag is as long as ours. */
    private static boolean isKnown(String known, String tag) {
        return known != null && (known.strip().equals("*") || known.contains(tag));
    }

    private static String tag(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }
}
