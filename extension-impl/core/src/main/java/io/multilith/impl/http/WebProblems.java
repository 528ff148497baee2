package io.multilith.impl.http;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** What {@link ApplicationCheck} found: some servers log the exception of an initializer and start the WAR anyway. */
@ApplicationScoped
public class WebProblems {
    private volatile List<String> found = List.of();

    void set(List<String> problems) {
        found = List.copyOf(problems);
    }

    public List<String> found() {
        return found;
    }
}
