/**
 * Calls from service to service, by the wire contract's section 7. Open {@link io.multilith.impl.rpc.RpcBinder} for the
 * called side and {@link io.multilith.impl.rpc.RpcCaller} for the calling one. Depends on the API, {@code config} and
 * {@code json}.
 */
package io.multilith.impl.rpc;
