package io.multilith.sample.power;

import jakarta.json.JsonObject;

/**
 * The data of a change event.
 *
 * @param resource
 *            the record after the change
 * @param patch
 *            what changed, of a patch
 * @param version
 *            its place in the log
 */
public record PowerChange(Power resource, JsonObject patch, long version) {}
