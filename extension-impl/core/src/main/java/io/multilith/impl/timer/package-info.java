/**
 * Runs methods by the clock. Open {@link io.multilith.impl.timer.TimerBinder} first: it is the tutorial for a kind of
 * one's own. Depends on the API only.
 */
package io.multilith.impl.timer;
