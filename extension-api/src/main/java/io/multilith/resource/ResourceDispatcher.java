package io.multilith.resource;

import java.util.SortedSet;

/**
 * The one place where collections are read and changed. Thread-safe; blocks while the backend works.
 *
 * @since 0.1
 */
public interface ResourceDispatcher {

    /**
     * The collections that this process owns.
     *
     * @return their names
     */
    SortedSet<String> collections();

    /**
     * Tells what is offered of a collection.
     *
     * @param collection
     *     its name
     * @return its description
     * @throws io.multilith.problem.ProblemException
     *     if it is not owned here (404)
     */
    CollectionDescription description(String collection);

    /**
     * Does an operation.
     *
     * @param request
     *     what to do
     * @return the outcome
     * @throws io.multilith.problem.ProblemException
     *     if it cannot be done; nothing is changed then
     */
    ResourceAnswer dispatch(ResourceRequest request);
}
