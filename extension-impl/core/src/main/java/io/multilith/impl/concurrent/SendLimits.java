package io.multilith.impl.concurrent;

import java.time.Duration;

/**
 * How far a peer may lag.
 *
 * @param slowAfter
 *            how long it may be over one of the others
 */
public record SendLimits(int messages, int bytes, Duration slowAfter) {}
