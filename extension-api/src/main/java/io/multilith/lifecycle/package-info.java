/**
 * What happens once in the life of an application. Open {@link io.multilith.lifecycle.OnStart} first. Depends on
 * {@code entrypoint}.
 */
package io.multilith.lifecycle;
