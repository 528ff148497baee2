/**
 * Calls over the realtime socket. Open {@link io.multilith.realtime.SocketRpc} first. Depends on {@code entrypoint}.
 */
package io.multilith.realtime;
