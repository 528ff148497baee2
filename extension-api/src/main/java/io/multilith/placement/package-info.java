/**
 * What runs where. Open {@link io.multilith.placement.Directory} first. Depends on nothing.
 */
package io.multilith.placement;
