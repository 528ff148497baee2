/**
 * What went wrong, in one shape for every transport. Open {@link io.multilith.problem.ProblemDetail} first. Depends on
 * JSON-P only.
 */
package io.multilith.problem;
