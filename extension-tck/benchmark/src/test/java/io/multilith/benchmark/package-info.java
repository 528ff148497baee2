/** Measures Multilith against a bare AMQP client. Open {@link io.multilith.benchmark.Benchmark} first. */
package io.multilith.benchmark;
