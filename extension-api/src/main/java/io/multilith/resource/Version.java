package io.multilith.resource;

/**
 * A place in a collection's change log, and the version of the record that was changed there. Immutable.
 *
 * @param epoch
 *     which life of the log; positions of different epochs have nothing to do with each other
 * @param position
 *     from 1, without gaps
 * @since 0.1
 */
public record Version(String epoch, long position) {

    @Override
    public String toString() {
        return epoch + "-" + position;
    }
}
