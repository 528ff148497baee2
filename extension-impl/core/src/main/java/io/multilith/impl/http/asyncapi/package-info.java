/**
 * Services, collections and events as an AsyncAPI document. Open
 * {@link io.multilith.impl.http.asyncapi.AsyncApiDocuments} first. Depends on the API and {@code json}.
 */
package io.multilith.impl.http.asyncapi;
