package io.multilith.impl.config;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The roles that the application's beans name in {@code @RolesAllowed} and {@code @DeclareRoles}: a container only says of one
 * role at a time whether somebody has it. Thread-safe.
 */
@ApplicationScoped
public class DeclaredRoles {
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** While the application is deployed. */
    public void add(Collection<String> declared) {
        names.addAll(declared);
    }

    /** Those of them that somebody has. */
    public Set<String> heldBy(Predicate<String> isUserInRole) {
        return names.stream().filter(isUserInRole).collect(Collectors.toSet());
    }
}
