package io.multilith.impl.realtime;

import java.time.Duration;

/**
 * How far a socket may lag.
 *
 * @param slowAfter
 *            how long it may be over one of the others
 */
record SocketLimits(int messages, int bytes, Duration slowAfter) {}
