package io.multilith.resource;

/**
 * Keeps collections. An implementation is a bean; the configuration knows it by its name. It never tells anyone of
 * changes: the change log in its stores is read by those who do.
 *
 * @since 0.1
 */
public interface DataBackend {

    /**
     * The value of {@code multilith.{collection}.backend} that chooses this backend.
     *
     * @return lower-case, for example {@code memory}
     */
    String name();

    /**
     * Opens a collection. Called once per collection while the application is deployed.
     *
     * @param collection
     *     its name
     * @return the store, used by many threads
     */
    CollectionStore open(String collection);
}
