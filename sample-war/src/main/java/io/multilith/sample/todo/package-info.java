/**
 * Two collections with links between them, kept in memory, in MongoDB or as entities in PostgreSQL: which is configuration, and
 * nothing here knows.
 */
package io.multilith.sample.todo;
