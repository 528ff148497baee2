package io.multilith.resource;

/**
 * Keeps collections. An implementation is a bean that carries {@link Backend}, which names it. It never tells anyone of
 * changes: the change log in its stores is read by those who do.
 *
 * @since 0.1
 */
public interface ResourceBackend {
    /**
     * Opens a collection. Called once per collection while the application is deployed; does not wait for a database that is
     * away, see {@link CollectionStore}.
     *
     * @param definition
     *     the collection
     * @return the store, used by many threads
     * @throws IllegalArgumentException
     *     if it cannot keep such records; the message tells the deployer why, and what to do
     */
    CollectionStore open(CollectionDefinition definition);
}
