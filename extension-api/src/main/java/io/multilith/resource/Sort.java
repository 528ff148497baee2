package io.multilith.resource;

/**
 * A field by which records are put in order: those without a value first, then false, true, numbers, texts by their code
 * points, and what is none of these. Descending is the very reverse.
 *
 * @param field
 *     its name
 * @param descending
 *     whether the last comes first
 * @since 0.1
 */
public record Sort(String field, boolean descending) {}
