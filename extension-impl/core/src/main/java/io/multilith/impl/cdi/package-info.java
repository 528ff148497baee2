/**
 * The composition root: finds what the application declares, validates it, starts and stops it. Open
 * {@link io.multilith.impl.cdi.MultilithExtension} first. Depends on everything; nothing depends on it.
 */
package io.multilith.impl.cdi;
