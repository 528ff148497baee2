package io.multilith.impl.resource;

import java.lang.reflect.Type;

import io.multilith.resource.CollectionStore;

/**
 * A collection of this process.
 *
 * @param type
 *            what its records are mapped to
 * @param maxBacklog
 *            how many changes may wait to be told before writes are refused
 */
public record OwnedCollection(String name, Type type, CollectionStore store, int maxBacklog) {}
