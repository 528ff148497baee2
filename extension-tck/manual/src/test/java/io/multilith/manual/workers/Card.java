package io.multilith.manual.workers;

/** What one pays with. */
public record Card(String number, int limit) {}
