package io.multilith.messaging;

/**
 * A message that could not be carried.
 *
 * @since 0.1
 */
public abstract sealed class MessagingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MessagingException(String message) {
        super(message);
    }

    /** The broker cannot be reached, or did not take the message in time. */
    public static final class BrokerUnavailable extends MessagingException {
        private static final long serialVersionUID = 1L;

        /**
         * Says what is known.
         *
         * @param message
         *     with a message id
         */
        public BrokerUnavailable(String message) {
            super(message);
        }
    }

    /** Nobody receives at the address. */
    public static final class NoReceiver extends MessagingException {
        private static final long serialVersionUID = 1L;

        private final boolean known;

        /**
         * Says what is known.
         *
         * @param message
         *     with a message id
         * @param known
         *     see {@link #known()}
         */
        public NoReceiver(String message, boolean known) {
            super(message);
            this.known = known;
        }

        /**
         * Whether somebody did receive there before.
         *
         * @return false: never heard of
         */
        public boolean known() {
            return known;
        }
    }

    /** No answer by the deadline; the question may have been acted upon. */
    public static final class NoAnswer extends MessagingException {
        private static final long serialVersionUID = 1L;

        /**
         * Says what is known.
         *
         * @param message
         *     with a message id
         */
        public NoAnswer(String message) {
            super(message);
        }
    }

    /** The way back was lost after the question left; it may have been acted upon. */
    public static final class AnswerLost extends MessagingException {
        private static final long serialVersionUID = 1L;

        /**
         * Says what is known.
         *
         * @param message
         *     with a message id
         */
        public AnswerLost(String message) {
            super(message);
        }
    }

    /** The broker or the receiver refused the message. */
    public static final class Refused extends MessagingException {
        private static final long serialVersionUID = 1L;

        /**
         * Says what is known.
         *
         * @param message
         *     with a message id
         */
        public Refused(String message) {
            super(message);
        }
    }
}
