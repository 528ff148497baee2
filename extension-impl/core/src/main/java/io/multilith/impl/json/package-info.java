/**
 * JSON in and out, bounded and strict. Open {@link io.multilith.impl.json.JsonCodec} first. Depends on the API only.
 */
package io.multilith.impl.json;
