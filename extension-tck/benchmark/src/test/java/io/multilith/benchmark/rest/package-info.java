/** The WAR of the benchmark's server: a collection, and the same by hand. */
package io.multilith.benchmark.rest;
