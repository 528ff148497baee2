package io.multilith.entrypoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonValue;

/**
 * The arguments of a call as they came. JSON is checked against the method's signature and converted before the method
 * runs. Immutable.
 *
 * @since 0.1
 */
public sealed interface Arguments {

    /** No arguments. */
    Arguments NONE = new Values(List.of());

    /**
     * Already Java values, one a parameter, of the parameters' types.
     *
     * @param values
     *     may hold {@code null}
     */
    record Values(List<Object> values) implements Arguments {
        public Values {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /**
     * JSON by position; {@code args} on the wire.
     *
     * @param values
     *     one a parameter
     */
    record Positional(List<JsonValue> values) implements Arguments {
        public Positional {
            values = List.copyOf(values);
        }
    }

    /**
     * JSON by parameter name; {@code kwargs} on the wire.
     *
     * @param values
     *     an entry a parameter
     */
    record Named(Map<String, JsonValue> values) implements Arguments {
        public Named {
            values = Map.copyOf(values);
        }
    }

    /**
     * Takes Java values by position.
     *
     * @param values
     *     one a parameter
     * @return the arguments
     */
    static Arguments of(Object... values) {
        return new Values(Arrays.asList(values));
    }
}
