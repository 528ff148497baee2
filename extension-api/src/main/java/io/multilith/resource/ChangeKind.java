package io.multilith.resource;

/**
 * What happened to a record.
 *
 * @since 0.1
 */
public enum ChangeKind {
    /** It is new. */
    CREATED("created"),
    /** It was replaced as a whole. */
    REPLACED("replaced"),
    /** Fields of it were changed. */
    PATCHED("patched"),
    /** It is gone. */
    REMOVED("removed"),
    /** It got a link to another record. */
    LINKED("linked"),
    /** It lost a link to another record. */
    UNLINKED("unlinked");

    private final String wireName;

    ChangeKind(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The second half of the event's type.
     *
     * @return for example {@code created}
     */
    public String wireName() {
        return wireName;
    }
}
