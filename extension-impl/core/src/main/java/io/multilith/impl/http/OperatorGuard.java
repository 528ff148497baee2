package io.multilith.impl.http;

import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;

import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/**
 * Lets operators through and nobody else: who is not known is refused with 401, who has not their role with 403, also where no
 * security is configured. What changes something is refused to a page of another site, which the browser lends the operator's
 * credentials to, unless the configuration lends them to its origin.
 */
@Singleton
public class OperatorGuard {
    private static final String SAME_ORIGIN = "same-origin";
    private static final String BY_THE_USER = "none";

    private final String role;
    private final CrossOrigins crossOrigins;

    @Inject
    public OperatorGuard(Settings settings, CrossOrigins crossOrigins) {
        this.role = settings.get(Setting.HTTP_OPERATOR_ROLE);
        this.crossOrigins = crossOrigins;
    }

    void admit(SecurityContext caller) {
        admit(caller == null ? null : caller.getUserPrincipal(), name -> caller.isUserInRole(name));
    }

    void admit(HttpServletRequest request) {
        admit(request.getUserPrincipal(), request::isUserInRole);
    }

    private void admit(Principal caller, Predicate<String> isUserInRole) {
        if (caller == null) {
            throw new ProblemException(ErrorName.NOT_AUTHENTICATED, "not-authenticated",
                    "This path is for operators who say who they are.");
        }
        if (!isUserInRole.test(role)) {
            throw new ProblemException(ErrorName.FORBIDDEN, "forbidden", "This path is for operators.");
        }
    }

    void admitChange(SecurityContext caller, HttpServletRequest request) {
        admit(caller);
        var site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site"));
        var origin = Optional.ofNullable(request.getHeader("Origin"));
        if (origin.filter(crossOrigins::lendCredentials).isPresent()) {
            return;
        }
        if (!site.map(text -> text.equals(SAME_ORIGIN) || text.equals(BY_THE_USER)).orElse(true)
                || !origin.map(text -> Origins.isSame(text, request)).orElse(true)) {
            throw new ProblemException(ErrorName.FORBIDDEN, "cross-site",
                    "A page of another site may not change anything here.");
        }
    }
}
