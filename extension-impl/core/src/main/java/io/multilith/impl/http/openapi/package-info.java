/**
 * The collections in the server's {@code /openapi}. Open {@link io.multilith.impl.http.openapi.CollectionPathItems} first.
 * Depends on the API, {@code json} and the HTTP of collections; not there at all where the server has no MicroProfile
 * OpenAPI.
 */
package io.multilith.impl.http.openapi;
