/**
 * Changes over a WebSocket, by the wire contract's section 6. Open {@link io.multilith.impl.realtime.RealtimeSocket}
 * first. Depends on the API, {@code config} and {@code json}.
 */
package io.multilith.impl.realtime;
