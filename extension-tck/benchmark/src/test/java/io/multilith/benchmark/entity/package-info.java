/** The WAR of the benchmark of entities: a collection of them, and the same inserted by hand. */
package io.multilith.benchmark.entity;
