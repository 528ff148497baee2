/**
 * Calls from service to service. Open {@link io.multilith.rpc.Rpc} first. Depends on {@code entrypoint} and
 * {@code problem}.
 */
package io.multilith.rpc;
