package io.multilith.entrypoint;

/**
 * One of the tries at a call that no caller waits for, such as the delivery of a message. Immutable.
 *
 * @param number
 *     which one it is, from 1
 * @param limit
 *     how many there are at most, at least {@code number}
 * @since 0.1
 */
public record Attempt(int number, int limit) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException
     *     if they are none of an attempt
     */
    public Attempt {
        if (number < 1 || limit < number) {
            throw new IllegalArgumentException("attempt " + number + " of " + limit);
        }
    }

    /**
     * Whether the call is given up when this one fails.
     *
     * @return false if it is made again
     */
    public boolean isLast() {
        return number == limit;
    }
}
