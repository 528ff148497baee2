/**
 * Tells followers of changes, from the change log. Open {@link io.multilith.impl.subscription.ChangeFeeds} first.
 * Depends on {@code concurrent} and on {@link io.multilith.messaging.MessageBus}.
 */
package io.multilith.impl.subscription;
