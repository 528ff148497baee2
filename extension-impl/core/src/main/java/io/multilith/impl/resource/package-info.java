/**
 * The collections that are owned here: what their records look like, who keeps them, and the one path of every change.
 * Open {@link io.multilith.impl.resource.Collections} first. Depends on {@code subscription}, {@code config} and
 * {@code json}.
 */
package io.multilith.impl.resource;
