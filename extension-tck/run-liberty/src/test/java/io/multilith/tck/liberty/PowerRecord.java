package io.multilith.tck.liberty;

/** A record of the collection power, as another application would see it. */
public record PowerRecord(String id, Integer value, String status, Long result, String description) {}
