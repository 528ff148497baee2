/**
 * The worker pipeline, through which every call goes. Open {@link io.multilith.impl.entrypoint.WorkerPipeline} first.
 * Depends on {@code config}, {@code concurrent} and {@code json}.
 */
package io.multilith.impl.entrypoint;
