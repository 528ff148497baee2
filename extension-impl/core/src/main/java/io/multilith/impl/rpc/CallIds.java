package io.multilith.impl.rpc;

import java.util.Arrays;
import java.util.List;

/** The ids of the calls that led to one, as text on the wire; bounded, since whatever a caller sends travels on. */
final class CallIds {
    private static final int MOST = 50;
    private static final int LONGEST = 128;

    private CallIds() {}

    /** The last of the ids; what is none is left out. */
    static List<String> read(String stack) {
        return last(Arrays.stream(stack.split(",")).map(String::trim).filter(CallIds::isId).toList());
    }

    static String write(List<String> ids) {
        return String.join(",", last(ids));
    }

    static List<String> last(List<String> ids) {
        return ids.subList(Math.max(0, ids.size() - MOST), ids.size());
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
