/** A collection that squares itself: the records, the worker, and a listener of its own on the broker. */
package io.multilith.sample.power;
