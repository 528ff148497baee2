/**
 * Collections as Jakarta Persistence entities. {@link io.multilith.backend.jpa.JpaBackend} opens them, {@code JpaStore} is one;
 * {@code Transactions} runs what a call does, {@code Unit} gives the changes of one transaction their places in the log.
 * Depends on the API only, and on what the server has: CDI, JTA, Jakarta Persistence, JSON-B.
 */
package io.multilith.backend.jpa;
