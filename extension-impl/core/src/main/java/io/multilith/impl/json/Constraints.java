package io.multilith.impl.json;

import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ElementDescriptor;

/** What Bean Validation demands of a member, a parameter or an element, as keywords of JSON Schema. */
final class Constraints {
    static final Constraints NONE = new Constraints(Optional.empty());

    /** What Java's regular expressions have and those of JSON Schema have not. */
    private static final Pattern JAVA_ONLY = Pattern
            .compile("[*+?}]\\+|\\(\\?[a-zA-Z>-]|\\\\[pPQEAzZGhHRX]|&&|\\[[^\\]]*\\[|\\\\0");
    private static final String MINIMUM = "minimum";
    private static final String MAXIMUM = "maximum";
    private static final String ABOVE = "exclusiveMinimum";
    private static final String BELOW = "exclusiveMaximum";

    private final Optional<? extends ElementDescriptor> descriptor;

    private Constraints(Optional<? extends ElementDescriptor> descriptor) {
        this.descriptor = descriptor;
    }

    /** Of null: nothing is demanded. */
    static Constraints of(ElementDescriptor descriptor) {
        return descriptor == null ? NONE : new Constraints(Optional.of(descriptor));
    }

    /** Whether the members of the value are validated, too. */
    boolean areCascaded() {
        return descriptor.filter(place -> place instanceof CascadableDescriptor value && value.isCascaded())
                .isPresent();
    }

    boolean refuseNull() {
        return all().anyMatch(one -> is(one, NotNull.class) || is(one, NotEmpty.class) || is(one, NotBlank.class));
    }

    /** What is demanded of the values that stand for a type argument. */
    Constraints ofArgument(int index) {
        return descriptor.filter(ContainerDescriptor.class::isInstance).map(ContainerDescriptor.class::cast)
                .flatMap(place -> place.getConstrainedContainerElementTypes().stream()
                        .filter(element -> element.getTypeArgumentIndex() == index).findFirst())
                .map(Constraints::of).orElse(NONE);
    }

    /** Adds keywords to a schema of one type. */
    void addTo(Keywords schema) {
        all().forEach(one -> {
            switch (schema.type()) {
                case "string" -> addText(schema, one);
                case "integer", "number" -> addNumber(schema, one);
                case "array" -> addSize(schema, one, "Items");
                case "object" -> addSize(schema, one, "Properties");
                case "boolean" -> addTruth(schema, one);
                default -> {
                } // of any JSON, or described elsewhere
            }
        });
    }

    private static void addText(Keywords schema, ConstraintDescriptor<?> one) {
        addSize(schema, one, "Length");
        if (is(one, NotBlank.class)) {
            schema.bound("minLength", 1).pattern("[^\\u0000-\\u0020]");
        } else if (is(one, Email.class)) {
            schema.put("format", "email");
        } else if (is(one, jakarta.validation.constraints.Pattern.class)) {
            var regexp = (String) one.getAttributes().get("regexp");
            var flags = (Object[]) one.getAttributes().get("flags");
            if (flags.length == 0 && !JAVA_ONLY.matcher(regexp).find()) {
                schema.pattern("^(?:" + regexp + ")$");
            }
        }
    }

    private static void addSize(Keywords schema, ConstraintDescriptor<?> one, String of) {
        if (is(one, NotEmpty.class)) {
            schema.bound("min" + of, 1);
        } else if (is(one, Size.class)) {
            int min = (Integer) one.getAttributes().get("min");
            int max = (Integer) one.getAttributes().get("max");
            if (min > 0) {
                schema.bound("min" + of, min);
            }
            if (max < Integer.MAX_VALUE) {
                schema.bound("max" + of, max);
            }
        }
    }

    private static void addNumber(Keywords schema, ConstraintDescriptor<?> one) {
        var value = one.getAttributes().get("value");
        if (is(one, Min.class)) {
            schema.bound(MINIMUM, (Long) value);
        } else if (is(one, Max.class)) {
            schema.bound(MAXIMUM, (Long) value);
        } else if (is(one, DecimalMin.class)) {
            schema.bound(isInclusive(one) ? MINIMUM : ABOVE, new BigDecimal((String) value));
        } else if (is(one, DecimalMax.class)) {
            schema.bound(isInclusive(one) ? MAXIMUM : BELOW, new BigDecimal((String) value));
        } else if (is(one, Positive.class)) {
            schema.bound(ABOVE, 0);
        } else if (is(one, PositiveOrZero.class)) {
            schema.bound(MINIMUM, 0);
        } else if (is(one, Negative.class)) {
            schema.bound(BELOW, 0);
        } else if (is(one, NegativeOrZero.class)) {
            schema.bound(MAXIMUM, 0);
        }
    }

    private static boolean isInclusive(ConstraintDescriptor<?> one) {
        return (Boolean) one.getAttributes().get("inclusive");
    }

    private static void addTruth(Keywords schema, ConstraintDescriptor<?> one) {
        if (is(one, AssertTrue.class) || is(one, AssertFalse.class)) {
            schema.put("const", is(one, AssertTrue.class));
        }
    }

    private static boolean is(ConstraintDescriptor<?> one, Class<? extends Annotation> type) {
        return one.getAnnotation().annotationType() == type;
    }

    /** Those that a plain validation looks at, and what they are composed of. */
    private Stream<ConstraintDescriptor<?>> all() {
        return descriptor.stream().flatMap(place -> place.getConstraintDescriptors().stream())
                .filter(one -> one.getGroups().contains(Default.class)).flatMap(Constraints::withParts);
    }

    private static Stream<ConstraintDescriptor<?>> withParts(ConstraintDescriptor<?> one) {
        return Stream.concat(Stream.of(one), one.getComposingConstraints().stream().flatMap(Constraints::withParts));
    }
}
