/**
 * Collects what is wrong with a deployment. Open {@link io.multilith.impl.problem.Problems} first. Depends on the API
 * only.
 */
package io.multilith.impl.problem;
