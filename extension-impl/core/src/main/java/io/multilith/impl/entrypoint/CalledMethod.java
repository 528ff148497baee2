package io.multilith.impl.entrypoint;

import java.time.Duration;

/**
 * What the calls of one method have in common.
 *
 * @param share
 *            the workers it may have
 * @param patience
 *            how long a call without a deadline waits for one
 */
record CalledMethod(WorkerSlots.Share share, Duration patience) {}
