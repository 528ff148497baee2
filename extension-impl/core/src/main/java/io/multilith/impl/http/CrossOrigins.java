package io.multilith.impl.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;

import static io.multilith.impl.http.HttpMessages.MESSAGES;

/** Which pages of other origins may ask, as the configuration says. Thread-safe. */
@ApplicationScoped
public class CrossOrigins {
    private static final String ALL = "*";

    private final List<String> origins;
    private final boolean credentials;
    private final Duration maxAge;

    /** For the client proxy only. */
    protected CrossOrigins() {
        this(List.of(), false, Duration.ZERO);
    }

    @Inject
    public CrossOrigins(Settings settings) {
        this(settings.find(Setting.HTTP_CORS_ORIGINS).orElse(List.of()), settings.get(Setting.HTTP_CORS_CREDENTIALS),
                settings.get(Setting.HTTP_CORS_MAX_AGE));
    }

    CrossOrigins(List<String> origins, boolean credentials, Duration maxAge) {
        this.origins = origins;
        this.credentials = credentials;
        this.maxAge = maxAge;
    }

    /** What is wrong with the configuration. */
    List<String> problems() {
        return credentials && origins.contains(ALL)
                ? List.of(MESSAGES.credentialsForAll(Setting.HTTP_CORS_CREDENTIALS.key(),
                        Setting.HTTP_CORS_ORIGINS.key()))
                : List.of();
    }

    boolean areConfigured() {
        return !origins.isEmpty();
    }

    /** What is answered as the allowed origin; empty: none of it. */
    Optional<String> allowed(String origin) {
        if (origins.contains(ALL)) {
            return Optional.of(ALL);
        }
        return origins.contains(origin) ? Optional.of(origin) : Optional.empty();
    }

    /** Whether pages of an origin may use what their user is logged in with. */
    boolean lendCredentials(String origin) {
        return credentials && !origins.contains(ALL) && origins.contains(origin);
    }

    Duration maxAge() {
        return maxAge;
    }
}
