/** The sample: a greeter with a cache, and a live collection with a worker. */
package io.multilith.sample;
