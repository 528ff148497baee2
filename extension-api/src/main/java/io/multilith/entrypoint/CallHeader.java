package io.multilith.entrypoint;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One kind of context data that travels with a call, over every transport. The four that exist are the allow-list: what
 * else a caller sends along goes no further. Immutable.
 *
 * <pre>{@code
 * var tenant = call.get(CallHeader.TENANT).orElse("nobody");
 * }</pre>
 *
 * @param name
 *     the name on the wire: an application property over AMQP, a CloudEvents extension of an event
 * @param parse
 *     makes the value of its text; throws {@link RuntimeException} on text that is none
 * @param format
 *     makes the text of a value
 * @param <T>
 *     the value's type
 * @since 0.1
 */
public record CallHeader<T>(String name, Function<String, T> parse, Function<T, String> format) {
    /** What is longer, in characters, is not passed on. */
    public static final int MAX_LENGTH = 512;

    /** The language that the outermost caller wants to be answered in; a BCP 47 tag. */
    public static final CallHeader<Locale> LANGUAGE = new CallHeader<>("language",
            tag -> new Locale.Builder().setLanguageTag(tag).build(), Locale::toLanguageTag);

    /** On behalf of which tenant of a shared application the call is made. */
    public static final CallHeader<String> TENANT = new CallHeader<>("tenant", text -> text, text -> text);

    /** Who the outermost caller was. It tells, for logs and audits; it proves nothing and grants nothing. */
    public static final CallHeader<String> PRINCIPAL = new CallHeader<>("principal", text -> text, text -> text);

    /** The position in a distributed trace, W3C Trace Context. */
    public static final CallHeader<String> TRACE_PARENT = new CallHeader<>("traceparent",
            CallHeader::requireTraceParent, text -> text);

    /** The allow-list. */
    public static final List<CallHeader<?>> ALL = List.of(LANGUAGE, TENANT, PRINCIPAL, TRACE_PARENT);

    /**
     * Keeps what is on the allow-list and of its type.
     *
     * @param headers
     *     whatever came with a call
     * @return text by name
     */
    public static Map<String, String> allowed(Map<String, ?> headers) {
        if (headers.isEmpty()) {
            return Map.of();
        }
        var allowed = new HashMap<String, String>();
        for (var header : ALL) {
            if (headers.get(header.name) instanceof String text && header.accepts(text)) {
                allowed.put(header.name, text);
            }
        }
        return allowed;
    }

    private boolean accepts(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        try {
            return parse.apply(text) != null;
        } catch (RuntimeException notOfTheType) {
            return false;
        }
    }

    private static String requireTraceParent(String text) {
        if (!text.matches("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
