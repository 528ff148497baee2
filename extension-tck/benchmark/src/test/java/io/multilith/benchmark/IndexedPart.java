package io.multilith.benchmark;

import io.multilith.resource.Indexed;

/** A record of five fields, found by one of them. */
public record IndexedPart(String id, String name, @Indexed int shelf, boolean stocked, double weight) {}
