package io.multilith.problem;

/**
 * One fault in one place of a request.
 *
 * @param pointer
 *     JSON Pointer (RFC 6901) into the request's body, for example {@code /value}; empty for the whole
 * @param detail
 *     what is wrong there, for people
 * @since 0.1
 */
public record FieldError(String pointer, String detail) {}
