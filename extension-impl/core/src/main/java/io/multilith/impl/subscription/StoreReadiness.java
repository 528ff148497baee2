package io.multilith.impl.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the records of a collection cannot be reached. */
@Readiness
@ApplicationScoped
public class StoreReadiness implements HealthCheck {
    private final ChangeFeeds feeds;

    /** For the client proxy only. */
    protected StoreReadiness() {
        this(null);
    }

    @Inject
    public StoreReadiness(ChangeFeeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public HealthCheckResponse call() {
        var away = feeds.away();
        var response = HealthCheckResponse.named("multilith-collections").status(away.isEmpty());
        away.forEach(response::withData);
        return response.build();
    }
}
