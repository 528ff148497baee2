package io.multilith.problem;

/**
 * Collects the mistakes found while an application is deployed, so that one boot shows all of them. A deployment with
 * at least one problem fails. Used on the deploying thread only.
 *
 * @since 0.1
 */
public interface DeploymentProblems {

    /**
     * Reports a mistake; the deployment goes on to find more.
     *
     * @param message
     *     what is wrong, where, and {@code Fix:} with what to type; starts with a message id, for example
     *     {@code ML0102}
     */
    void report(String message);
}
