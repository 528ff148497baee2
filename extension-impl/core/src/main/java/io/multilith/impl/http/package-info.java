/**
 * Collections and errors over HTTP, by the wire contract's sections 1 and 3. Open
 * {@link io.multilith.impl.http.CollectionEndpoint} first. Depends on the API, {@code config} and {@code json}.
 */
package io.multilith.impl.http;
