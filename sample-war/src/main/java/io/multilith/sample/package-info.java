/** The sample: a greeter with a cache, a live collection with a worker, and todos on lists in a database of choice. */
package io.multilith.sample;
