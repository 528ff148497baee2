/**
 * How a service is declared and reached. Open {@link io.multilith.entrypoint.EntrypointBinder} first: an entrypoint
 * kind
 * is one annotation and one such bean. Depends on {@code problem} only.
 */
package io.multilith.entrypoint;
