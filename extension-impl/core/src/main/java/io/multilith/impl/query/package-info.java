/**
 * The one query language: what a query says, read from JSON and from the brackets of a URL, and which records it means.
 */
package io.multilith.impl.query;
