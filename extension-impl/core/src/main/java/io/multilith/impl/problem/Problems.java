package io.multilith.impl.problem;

import java.util.ArrayList;
import java.util.List;

import io.multilith.problem.DeploymentProblems;

/**
 * All mistakes of one deployment, in the order in which they were found. Not thread-safe: a deployment has one thread.
 */
public final class Problems implements DeploymentProblems {
    private final List<String> messages = new ArrayList<>();

    @Override
    public void report(String message) {
        messages.add(message);
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }
}
