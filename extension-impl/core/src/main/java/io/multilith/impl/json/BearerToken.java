package io.multilith.impl.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

import io.multilith.problem.ProblemException;

/** Reads what a token says of itself that the server has let through. Nothing is checked here. */
public final class BearerToken {
    private static final Pattern JWT = Pattern.compile("(?i:bearer) +[\\w-]+\\.([\\w-]+)\\.[\\w-]*");

    private BearerToken() {}

    /** Until when a JSON Web Token is good (RFC 7519, {@code exp}); empty where it does not say, and for tokens of another kind. */
    public static Optional<Instant> expiry(String authorization) {
        var jwt = JWT.matcher(authorization.trim());
        return jwt.matches() ? expiryOf(jwt.group(1)) : Optional.empty();
    }

    private static Optional<Instant> expiryOf(String payload) {
        try {
            var claims = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
            return new JsonCodec().parse(claims) instanceof JsonObject object
                    && object.get("exp") instanceof JsonNumber seconds
                            ? Optional.of(Instant.ofEpochSecond((long) seconds.doubleValue()))
                            : Optional.empty();
        } catch (IllegalArgumentException | ProblemException | DateTimeException noJwt) {
            return Optional.empty();
        }
    }
}
