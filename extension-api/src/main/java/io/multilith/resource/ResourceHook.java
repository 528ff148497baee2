package io.multilith.resource;

import java.util.Optional;

/**
 * Has a say in what is done with a collection, whatever transport a request came by. A bean with
 * {@link Collection @Collection}; several are asked in the order of their {@code @Priority}, the smallest first.
 * What it throws is the request's answer: a {@link io.multilith.problem.ProblemException} as it is, anything else as an
 * error of the server.
 *
 * <pre>{@code
 * @ApplicationScoped
 * @Collection("todo")
 * public class Stamps implements ResourceHook<Todo> {
 *     public Todo store(ResourceRequest request, Optional<Todo> current, Todo next) {
 *         return next.changedAt(Instant.now());
 *     }
 * }
 * }</pre>
 *
 * @param <T>
 *     the type of the collection's records
 * @since 0.1
 */
public interface ResourceHook<T> {
    /**
     * Called before anything else is done.
     *
     * @param request
     *     as it came; its operation is one of {@link Operation}, or an action
     * @return what is done instead, or the same
     */
    default ResourceRequest before(ResourceRequest request) {
        return request;
    }

    /**
     * Called for each record that is about to be stored, after read-only fields were looked after and before it is
     * validated. Called again with the newer record when somebody else was faster.
     *
     * @param request
     *     what is done
     * @param current
     *     the record until now; empty when it is new
     * @param next
     *     the record from now on
     * @return what is stored instead, or the same; its id must not be another
     */
    default T store(ResourceRequest request, Optional<T> current, T next) {
        return next;
    }

    /**
     * Called when it is done. A change is stored by then, also if this method throws.
     *
     * @param request
     *     what was done
     * @param answer
     *     what came of it
     * @return what is answered instead, or the same
     */
    default ResourceAnswer after(ResourceRequest request, ResourceAnswer answer) {
        return answer;
    }
}
