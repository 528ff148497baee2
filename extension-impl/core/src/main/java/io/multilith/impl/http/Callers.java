package io.multilith.impl.http;

import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.config.DeclaredRoles;
import io.multilith.impl.json.BearerToken;

/** On whose behalf a request is made, as the server knows it. Thread-safe. */
@ApplicationScoped
public class Callers {
    private final DeclaredRoles roles;

    /** For the client proxy only. */
    protected Callers() {
        this(null);
    }

    @Inject
    public Callers(DeclaredRoles roles) {
        this.roles = roles;
    }

    Caller of(SecurityContext security) {
        return security == null ? Caller.ANONYMOUS : of(security.getUserPrincipal(), security::isUserInRole);
    }

    Caller of(HttpServletRequest request) {
        return of(request.getUserPrincipal(), request::isUserInRole);
    }

    /** Until when it is known on whose behalf; empty: nobody's, or for good. */
    Optional<Instant> expiry(HttpServletRequest request) {
        return request.getUserPrincipal() == null
                ? Optional.empty()
                : Optional.ofNullable(request.getHeader("Authorization")).flatMap(BearerToken::expiry);
    }

    private Caller of(Principal known, Predicate<String> isUserInRole) {
        return Optional.ofNullable(known).map(principal -> new Caller(principal.getName(), roles.heldBy(isUserInRole)))
                .orElse(Caller.ANONYMOUS);
    }
}
