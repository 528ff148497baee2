/**
 * The one pool of threads, and what threads remember for a while. Open {@link io.multilith.impl.concurrent.WorkerThreads}
 * first. Depends on {@code config}.
 */
package io.multilith.impl.concurrent;
