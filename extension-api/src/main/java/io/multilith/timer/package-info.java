/**
 * Service methods that run by the clock. Open {@link io.multilith.timer.Timer} first. Depends on {@code entrypoint}.
 */
package io.multilith.timer;
