package io.multilith.backend.jpa;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.annotation.JsonbVisibility;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;

/**
 * One persistent attribute of an entity: its field, its getter and setter, those that there are, and what is said at them.
 * Immutable.
 */
final class EntityAttribute {
    private static final List<Class<? extends Annotation>> ASSOCIATIONS = List.of(ManyToOne.class, OneToOne.class,
            OneToMany.class, ManyToMany.class);
    /** What is then in JSON or in the column is not what the Java value says. */
    private static final List<Class<? extends Annotation>> OWN_WAYS = List.of(Convert.class, Lob.class,
            JsonbTypeAdapter.class, JsonbTypeSerializer.class, JsonbTypeDeserializer.class, JsonbDateFormat.class,
            JsonbNumberFormat.class);

    /** Not a decimal, a moment or a structure: columns round them, or have them in another form. */
    private static final Set<AttributeKind> EXACT = EnumSet.of(AttributeKind.TEXT, AttributeKind.INTEGER,
            AttributeKind.DOUBLE, AttributeKind.BOOLEAN, AttributeKind.CONSTANT, AttributeKind.DAY, AttributeKind.UUID);

    private final String name;
    private final Class<?> type;
    private final Optional<Field> field;
    private final Optional<Method> getter;
    private final Optional<Method> setter;
    private final Optional<String> jsonName;
    private final AttributeKind kind;

    EntityAttribute(Class<?> entity, String name, Class<?> type) {
        this.name = name;
        this.type = type;
        this.field = hierarchy(entity).flatMap(owner -> Arrays.stream(owner.getDeclaredFields()))
                .filter(candidate -> candidate.getName().equals(name)).findFirst();
        this.getter = Stream.of("get", "is").flatMap(prefix -> method(entity, prefix + capital(name)).stream())
                .findFirst();
        this.setter = method(entity, "set" + capital(name), type);
        this.jsonName = Optional.of(has(JsonbProperty.class).map(JsonbProperty::value)
                .filter(given -> !given.isEmpty()).orElse(name)).filter(visible -> isVisible(entity));
        var ownWay = OWN_WAYS.stream().anyMatch(way -> has(way).isPresent() || type.isAnnotationPresent(way));
        this.kind = ownWay ? AttributeKind.OTHER : AttributeKind.of(type);
    }

    /** The class and those that it inherits from. */
    static Stream<Class<?>> hierarchy(Class<?> entity) {
        return Stream.iterate(entity, owner -> owner != null && owner != Object.class, Class::getSuperclass);
    }

    private static Optional<Method> method(Class<?> entity, String method, Class<?>... parameters) {
        return hierarchy(entity).flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
                .filter(candidate -> candidate.getName().equals(method) && !candidate.isBridge()
                        && Arrays.equals(candidate.getParameterTypes(), parameters))
                .findFirst();
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Whether JSON-B writes it. */
    private boolean isVisible(Class<?> entity) {
        var isReadable = getter.filter(method -> Modifier.isPublic(method.getModifiers())).isPresent()
                || field.filter(place -> Modifier.isPublic(place.getModifiers())).isPresent()
                || entity.isAnnotationPresent(JsonbVisibility.class);
        return isReadable && has(JsonbTransient.class).isEmpty();
    }

    <A extends Annotation> Optional<A> has(Class<A> annotation) {
        return Stream.of(field, getter, setter).flatMap(Optional::stream)
                .map(place -> ((AnnotatedElement) place).getAnnotation(annotation)).filter(Objects::nonNull)
                .findFirst();
    }

    boolean isAssociation() {
        return ASSOCIATIONS.stream().anyMatch(association -> has(association).isPresent());
    }

    boolean isNullable() {
        return !type.isPrimitive() && has(Column.class).map(Column::nullable).orElse(true)
                && has(Basic.class).map(Basic::optional).orElse(true) && has(jakarta.persistence.Id.class).isEmpty();
    }

    /** Whether the database keeps a value as it is written, and has none of its own, as far as the annotations tell. */
    boolean isExact() {
        var isPlain = has(Column.class)
                .map(column -> column.insertable() && column.updatable() && column.columnDefinition().isEmpty())
                .orElse(true);
        return isPlain && EXACT.contains(kind) && Stream.of(field, getter, setter).flatMap(Optional::stream)
                .allMatch(place -> isPortable((AnnotatedElement) place));
    }

    /** Whether no provider's own annotation may say that the database makes a value. */
    static boolean isPortable(AnnotatedElement place) {
        return Arrays.stream(place.getAnnotations()).map(annotation -> annotation.annotationType().getName())
                .allMatch(name -> name.startsWith("jakarta.") || name.startsWith("io.multilith."));
    }

    String name() {
        return name;
    }

    /** Never primitive. */
    Class<?> type() {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }

    /** Its name in JSON; absent when it is not there. */
    Optional<String> jsonName() {
        return jsonName;
    }

    AttributeKind kind() {
        return kind;
    }

    Object get(Object entity) {
        return access(() -> getter.isPresent()
                ? accessible(getter.get()).invoke(entity)
                : accessible(field.orElseThrow()).get(entity));
    }

    void set(Object entity, Object value) {
        access(() -> {
            if (setter.isPresent()) {
                accessible(setter.get()).invoke(entity, value);
            } else {
                accessible(field.orElseThrow()).set(entity, value);
            }
            return null;
        });
    }

    private static <M extends java.lang.reflect.AccessibleObject> M accessible(M member) {
        member.setAccessible(true);
        return member;
    }

    @FunctionalInterface
    private interface Access {
        Object run() throws IllegalAccessException, InvocationTargetException;
    }

    private Object access(Access access) {
        try {
            return access.run();
        } catch (IllegalAccessException | InvocationTargetException unreadable) {
            throw new IllegalStateException("The attribute " + name + " cannot be read or set.", unreadable);
        }
    }
}
