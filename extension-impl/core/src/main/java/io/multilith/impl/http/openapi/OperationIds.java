package io.multilith.impl.http.openapi;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of operations and schemas, each given once. */
final class OperationIds {
    private final Set<String> taken = new HashSet<>();

    /** The name itself, or one with a number. */
    String unique(String wanted) {
        var name = wanted;
        for (var i = 2; !taken.add(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    /** The name of a collection as one of a type. */
    static String typeName(String collection) {
        return Arrays.stream(collection.split("-")).filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1)).collect(Collectors.joining());
    }
}
