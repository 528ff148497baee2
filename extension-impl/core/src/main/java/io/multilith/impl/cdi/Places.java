package io.multilith.impl.cdi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.multilith.impl.config.Placement;
import io.multilith.impl.config.Settings;
import io.multilith.impl.problem.Problems;

/**
 * Deploys services and collections where they are to be. What may be on another node is taken for something that is, until it is
 * known at the start who is there.
 */
@Singleton
public class Places {
    private final Map<String, Runnable> undecided = new LinkedHashMap<>();
    private final Settings settings;
    private volatile Problems problems = new Problems();

    @Inject
    public Places(Settings settings) {
        this.settings = settings;
    }

    void reportTo(Problems found) {
        problems = found;
    }

    /** Deploys a service or collection where it is to be. Collections come before services, which ask for them. */
    void place(String name, Runnable here, Runnable elsewhere) {
        var placement = settings.placement(name);
        if (placement == Placement.LOCAL) {
            here.run();
        } else {
            elsewhere.run();
        }
        if (placement == Placement.AUTO) {
            undecided.put(name, here);
        }
    }

    /** Gives what is wrong with what is deployed now. */
    List<String> deployBut(Set<String> elsewhere) {
        undecided.forEach((name, deploy) -> {
            if (!elsewhere.contains(name)) {
                deploy.run();
            }
        });
        return problems.messages();
    }
}
