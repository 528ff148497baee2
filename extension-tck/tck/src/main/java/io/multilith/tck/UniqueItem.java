package io.multilith.tck;

import java.util.UUID;

/**
 * A record of {@link ResourceBackendContract} whose id is a UUID. Immutable.
 *
 * @param id
 *     a text in lower case in JSON
 * @param name
 *     a text; may be missing
 * @since 0.1
 */
public record UniqueItem(UUID id, String name) {}
