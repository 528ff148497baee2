package io.multilith.resource;

import java.lang.reflect.Type;
import java.util.Set;
import java.util.SortedMap;

import jakarta.enterprise.inject.spi.AnnotatedMethod;

/**
 * What is offered of a collection that is owned here. Immutable.
 *
 * @param name
 *     its name
 * @param recordType
 *     what its records are mapped to, or {@code JsonObject}
 * @param operations
 *     what can be done with one record, or asked
 * @param multi
 *     what can be done with several at once
 * @param requireMatch
 *     whether a record is changed over HTTP only with {@code If-Match}
 * @param paginate
 *     whether a list is answered over HTTP as an object with its total
 * @param actions
 *     those about one record, by name
 * @param collectionActions
 *     those about the collection, by name
 * @since 0.1
 */
public record CollectionDescription(String name, Type recordType, Set<Operation> operations, Set<Operation> multi,
        boolean requireMatch, boolean paginate, SortedMap<String, AnnotatedMethod<?>> actions,
        SortedMap<String, AnnotatedMethod<?>> collectionActions) {}
