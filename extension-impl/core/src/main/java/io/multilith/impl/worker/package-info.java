/**
 * Calls methods for the records of a collection that are like what they ask for. Open
 * {@link io.multilith.impl.worker.OnResourceBinder} first, then {@link io.multilith.impl.worker.ResourceWork}. Depends on the API
 * and leaves.
 */
package io.multilith.impl.worker;
