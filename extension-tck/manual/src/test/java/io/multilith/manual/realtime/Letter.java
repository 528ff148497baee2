package io.multilith.manual.realtime;

/** What is written to somebody, or to all. */
public record Letter(String id, String owner, String text) {}
