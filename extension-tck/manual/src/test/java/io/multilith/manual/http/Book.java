package io.multilith.manual.http;

/** What the shelf holds. */
public record Book(String isbn, String title) {}
