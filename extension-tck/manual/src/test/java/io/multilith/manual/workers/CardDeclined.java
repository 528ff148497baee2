package io.multilith.manual.workers;

/** Not a fault of the till's. */
public class CardDeclined extends Exception {
    private static final long serialVersionUID = 1L;

    public CardDeclined(String message) {
        super(message);
    }
}
