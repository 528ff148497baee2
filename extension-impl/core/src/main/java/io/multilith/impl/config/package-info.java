/**
 * The only reader of MicroProfile Config. Open {@link io.multilith.impl.config.Settings} first; every key is declared
 * in {@link io.multilith.impl.config.Setting}. Depends on {@code problem}.
 */
package io.multilith.impl.config;
