package io.multilith.resource;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What the subscribers of one query see of a change. Thread-safe.
 *
 * @since 0.1
 */
public final class ToldChange {
    private final Map<String, String> forms = new ConcurrentHashMap<>(2);
    private final ResourceChange change;
    private final Optional<Reason> reason;

    /** Why a change of a record is told as another. */
    public enum Reason {
        /** The query means the record since; the change is told as {@link ChangeKind#CREATED}. */
        ENTERED("entered"),
        /** It means it no more; told as {@link ChangeKind#REMOVED}, with nothing but the id unless the record is gone. */
        LEFT("left");

        private final String wireName;

        Reason(String wireName) {
            this.wireName = wireName;
        }

        /**
         * As it is called in messages.
         *
         * @return for example {@code entered}
         */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Makes it.
     *
     * @param change
     *     with what is seen of it
     * @param reason
     *     absent: it is what it was
     */
    public ToldChange(ResourceChange change, Optional<Reason> reason) {
        this.change = change;
        this.reason = reason;
    }

    /**
     * What is seen of the change.
     *
     * @return with its place in the log
     */
    public ResourceChange change() {
        return change;
    }

    /**
     * Why it is told as another.
     *
     * @return absent: it is what it was, or nothing is filtered
     */
    public Optional<Reason> reason() {
        return reason;
    }

    /**
     * The change as a text, made once for all who are told it in the same form.
     *
     * @param form
     *     its name
     * @param writer
     *     makes it
     * @return the text
     */
    public String as(String form, Function<ToldChange, String> writer) {
        var text = forms.get(form);
        if (text == null) { // not within the map, as one form may be made of another
            text = writer.apply(this);
            forms.put(form, text);
        }
        return text;
    }
}
