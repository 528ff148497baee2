/**
 * Runs methods once, at the start. Open {@link io.multilith.impl.lifecycle.OnStartBinder} first. Depends on the API only.
 */
package io.multilith.impl.lifecycle;
