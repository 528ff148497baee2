package io.multilith.impl.cdi;

import java.util.List;
import java.util.stream.Collectors;

/** All that keeps an application from starting, in one message. */
public final class DeploymentFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeploymentFailed(List<String> problems) {
        super(DeploymentMessages.MESSAGES.problems(problems.size(),
                problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n"))));
    }

    /** One that shows only at the start. */
    DeploymentFailed(RuntimeException problem) {
        super(DeploymentMessages.MESSAGES.problems(1, "  " + problem.getMessage()), problem);
    }
}
