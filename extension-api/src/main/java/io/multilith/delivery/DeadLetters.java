package io.multilith.delivery;

import java.util.List;
import java.util.SortedSet;

/**
 * What the handlers of this application could not deal with, to look at, to try again or to throw away. The letters of
 * each handler are the queue {@code dlq.{service}.{method}}. Thread-safe; the methods block, at most
 * {@code multilith.events.dispatch-timeout} [PT5S], and throw a
 * {@link io.multilith.messaging.MessagingException} when the broker does not answer by then.
 *
 * @since 0.1
 */
public interface DeadLetters {
    /** How many bytes of each body {@link #list} shows; {@link #inspect} shows all. */
    int LISTED_BODY = 4_096;

    /**
     * Whose letters there may be.
     *
     * @return the handlers of this application, each {@code service.method}
     */
    SortedSet<String> handlers();

    /**
     * Counts letters.
     *
     * @param handler
     *     of {@link #handlers()}
     * @param limit
     *     where to stop, 1 to 1,001: who counts that far knows of more than a thousand
     * @return how many there are, at most the limit
     * @throws io.multilith.problem.ProblemException
     *     404 if there is no such handler, 400 for another limit
     */
    int count(String handler, int limit);

    /**
     * Looks at letters; they stay where they are. Of each body the first {@value #LISTED_BODY} bytes are shown.
     *
     * @param handler
     *     of {@link #handlers()}
     * @param limit
     *     how many at most, 1 to 1,000
     * @return oldest first
     * @throws io.multilith.problem.ProblemException
     *     404 if there is no such handler
     */
    List<DeadLetter> list(String handler, int limit);

    /**
     * Looks at one letter, with all of its body.
     *
     * @param handler
     *     of {@link #handlers()}
     * @param id
     *     of {@link DeadLetter#id()}
     * @return the letter
     * @throws io.multilith.problem.ProblemException
     *     404 if it is not there (any more)
     */
    DeadLetter inspect(String handler, String id);

    /**
     * Gives the letter to its handler again, behind what waits there: its place in the order of its subject is lost. The
     * attempts begin anew.
     *
     * @param handler
     *     of {@link #handlers()}
     * @param id
     *     of {@link DeadLetter#id()}
     * @throws io.multilith.problem.ProblemException
     *     404 if it is not there (any more), 409 if parts of it are masked
     */
    void retry(String handler, String id);

    /**
     * Throws the letter away.
     *
     * @param handler
     *     of {@link #handlers()}
     * @param id
     *     of {@link DeadLetter#id()}
     * @throws io.multilith.problem.ProblemException
     *     404 if it is not there (any more)
     */
    void discard(String handler, String id);
}
