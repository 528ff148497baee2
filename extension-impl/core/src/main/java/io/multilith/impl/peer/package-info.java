/**
 * What nodes ask each other about the collections that they own, beside what any client may. Open
 * {@link io.multilith.impl.peer.PeerRequest} first.
 */
package io.multilith.impl.peer;
