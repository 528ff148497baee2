/** A service with a dependency. */
package io.multilith.sample.greeter;
