package io.multilith.manual.consume;

/** What somebody owes. */
public record Invoice(String customer, int cents) {}
