/**
 * The one pool of threads. Open {@link io.multilith.impl.concurrent.WorkerThreads} first. Depends on {@code config}.
 */
package io.multilith.impl.concurrent;
