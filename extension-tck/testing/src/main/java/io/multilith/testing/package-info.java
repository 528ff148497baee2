/**
 * The test kit. Open {@link io.multilith.testing.WorkerFactory} first: a service with substitutes for what it depends on,
 * without a server, a broker or a database.
 */
package io.multilith.testing;
