package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.util.Set;

/** A substitute, and where it belongs. */
record Given(Class<?> type, Set<Annotation> qualifiers, Object substitute) {
    boolean fits(Class<?> wanted, Set<Annotation> its) {
        return type == wanted && its.containsAll(qualifiers);
    }

    String place() {
        return qualifiers.isEmpty() ? type.getSimpleName() : type.getSimpleName() + " " + qualifiers;
    }
}
