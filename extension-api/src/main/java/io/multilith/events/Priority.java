package io.multilith.events;

/**
 * Which of the waiting events goes first, as AMQP 1.0 has it: the higher level. It says nothing about those that are
 * under way already. Immutable.
 *
 * @param level
 *     0 to 9
 * @since 0.1
 */
public record Priority(int level) {
    /** Goes last. */
    public static final Priority LOW = new Priority(1);
    /** Of events that say nothing. */
    public static final Priority NORMAL = new Priority(4);
    /** Goes first. */
    public static final Priority HIGH = new Priority(8);

    public Priority {
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException("A priority is 0 to 9, not " + level);
        }
    }
}
