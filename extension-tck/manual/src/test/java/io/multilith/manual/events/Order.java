package io.multilith.manual.events;

/** What was ordered. */
public record Order(String id, String product, int count) {}
