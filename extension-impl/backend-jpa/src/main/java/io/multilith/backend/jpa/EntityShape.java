package io.multilith.backend.jpa;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.Convert;
import jakarta.persistence.Converts;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;

import io.multilith.resource.CollectionDefinition;

import static io.multilith.backend.jpa.JpaMessages.MESSAGES;

/**
 * What an entity is made of. Read from its annotations, since a provider wants the database before it tells. Immutable.
 *
 * @param shown
 *            the attributes that are in JSON, by their names there
 * @param kept
 *            those that no JSON changes: they are not there, or the provider counts in them
 * @param isExact
 *            whether what was written is what is read then, as far as the annotations tell
 */
record EntityShape(Class<?> type, EntityAttribute id, Map<String, EntityAttribute> shown, List<EntityAttribute> kept,
        boolean isExact) {
    private static final String ID = "id";
    private static final Set<Class<?>> ID_TYPES = Set.of(String.class, UUID.class, Long.class);

    static EntityShape of(CollectionDefinition definition) {
        var type = entity(definition.name(), definition.recordType());
        var attributes = attributes(type);
        attributes.stream().filter(attribute -> attribute.isAssociation() && attribute.jsonName().isPresent())
                .findFirst().ifPresent(association -> {
                    throw MESSAGES.association(type.getName(), association.name());
                });
        var shown = attributes.stream().filter(attribute -> attribute.jsonName().isPresent())
                .collect(Collectors.toMap(attribute -> attribute.jsonName().get(), Function.identity()));
        return new EntityShape(type, id(type, shown), Map.copyOf(shown),
                attributes.stream().filter(attribute -> attribute.jsonName().isEmpty()
                        || attribute.has(jakarta.persistence.Version.class).isPresent()).toList(),
                attributes.stream().allMatch(EntityAttribute::isExact) && EntityAttribute.hierarchy(type)
                        .allMatch(owner -> EntityAttribute.isPortable(owner) && !isMadeWhenRead(owner)));
    }

    /** Whether what it is in JSON is not all in columns, or made by what the application does each time it is read. */
    private static boolean isMadeWhenRead(Class<?> owner) {
        var members = Stream.concat(Arrays.stream(owner.getDeclaredFields()),
                Arrays.stream(owner.getDeclaredMethods()));
        return Stream.of(EntityListeners.class, Convert.class, Converts.class).anyMatch(owner::isAnnotationPresent)
                || members.anyMatch(member -> member.isAnnotationPresent(PostLoad.class)
                        || member.isAnnotationPresent(Transient.class));
    }

    private static Class<?> entity(String collection, Type type) {
        if (type instanceof Class<?> entity && entity.isAnnotationPresent(Entity.class)) {
            return entity;
        }
        throw MESSAGES.notAnEntity(collection, type.getTypeName());
    }

    private static EntityAttribute id(Class<?> type, Map<String, EntityAttribute> shown) {
        var id = Optional.ofNullable(shown.get(ID))
                .filter(attribute -> attribute.has(Id.class).isPresent() && ID_TYPES.contains(attribute.type()))
                .orElseThrow(() -> MESSAGES.noUsableId(type.getName()));
        if (id.has(GeneratedValue.class).isPresent()) {
            throw MESSAGES.generatedId(type.getName());
        }
        return id;
    }

    /** Of the fields or of the getters, as the id's annotation stands at the one or the other. */
    private static List<EntityAttribute> attributes(Class<?> type) {
        var owners = EntityAttribute.hierarchy(type).filter(owner -> owner.isAnnotationPresent(Entity.class)
                || owner.isAnnotationPresent(MappedSuperclass.class)).toList();
        var fields = owners.stream().flatMap(owner -> Arrays.stream(owner.getDeclaredFields()))
                .filter(EntityShape::isPersistent).toList();
        if (fields.stream().anyMatch(field -> field.isAnnotationPresent(Id.class))) {
            return fields.stream().map(field -> new EntityAttribute(type, field.getName(), field.getType())).toList();
        }
        return owners.stream().flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
                .filter(EntityShape::isPersistent)
                .map(getter -> new EntityAttribute(type, property(getter), getter.getReturnType())).toList();
    }

    private static boolean isPersistent(Field field) {
        return !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())
                && !field.isAnnotationPresent(Transient.class) && isOfTheApplication(field);
    }

    private static boolean isPersistent(Method method) {
        return !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0
                && method.getReturnType() != void.class && method.getName().matches("(get|is)[A-Z].*")
                && !method.isAnnotationPresent(Transient.class) && isOfTheApplication(method);
    }

    /** Providers add members of their own to the classes of entities. */
    private static boolean isOfTheApplication(Member member) {
        return !member.isSynthetic()
                && Stream.of("_persistence_", "$$_hibernate_").noneMatch(member.getName()::startsWith);
    }

    private static String property(Method getter) {
        var name = getter.getName().substring(getter.getName().startsWith("is") ? 2 : 3);
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** The id as the entity has it; empty when there can be no entity with such a one. */
    Optional<Object> key(String id) {
        if (id().type() == Long.class) {
            try {
                return Optional.<Object>of(Long.valueOf(id)).filter(key -> key.toString().equals(id));
            } catch (NumberFormatException none) {
                return Optional.empty();
            }
        }
        return id().kind().read(EntityJson.JSON.createValue(id), id().type());
    }

    String idOf(Object entity) {
        return String.valueOf(id().get(entity));
    }
}
