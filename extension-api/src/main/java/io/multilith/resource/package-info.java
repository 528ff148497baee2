/**
 * Collections of records, and the changes to them. Open {@link io.multilith.resource.ResourceCollection} first. Depends
 * on {@code problem}.
 */
package io.multilith.resource;
