/**
 * What every implementation of an SPI must do, as abstract test classes. Extend one, say how to make the thing, run it.
 * Open {@link io.multilith.tck.MessageBusContract} or {@link io.multilith.tck.ResourceBackendContract}, which
 * gathers the cases of its parts.
 */
package io.multilith.tck;
