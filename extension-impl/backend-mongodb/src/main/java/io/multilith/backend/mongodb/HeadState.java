package io.multilith.backend.mongodb;

import java.time.Instant;
import java.util.Optional;

import io.multilith.resource.Version;

/**
 * What the head document of a collection said. Immutable.
 *
 * @param epoch
 *     of the collection
 * @param position
 *     the last one whose change is done
 * @param told
 *     the last one that everyone was told of
 * @param forgotten
 *     the last one that the log need not have any more
 * @param intent
 *     what is being done now, with the positions that follow
 * @param read
 *     when it said so
 */
record HeadState(String epoch, long position, long told, long forgotten, Optional<Intent> intent, Instant read) {
    Version version() {
        return new Version(epoch, position);
    }

    HeadState with(Intent begun) {
        return new HeadState(epoch, position, told, forgotten, Optional.of(begun), read);
    }

    /** When the intent is done. */
    HeadState done() {
        return new HeadState(epoch, position + intent.orElseThrow().entries().size(), told, forgotten,
                Optional.empty(), read);
    }
}
