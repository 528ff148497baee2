package io.multilith.entrypoint;

import java.util.Set;

/**
 * On whose behalf a call runs. Immutable.
 *
 * @param name
 *     the principal's name
 * @param roles
 *     the roles it is known to have
 * @since 0.1
 */
public record Caller(String name, Set<String> roles) {

    /** Nobody in particular: no name was given and no role is held. */
    public static final Caller ANONYMOUS = new Caller("anonymous", Set.of());

    public Caller {
        roles = Set.copyOf(roles);
    }
}
