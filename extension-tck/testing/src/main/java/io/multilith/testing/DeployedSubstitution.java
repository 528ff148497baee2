package io.multilith.testing;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.spi.CDI;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Puts the substitutes of a test in their places while it runs inside a deployed WAR, where it is once more run by JUnit. On the
 * side of the client there is nothing to do.
 */
final class DeployedSubstitution implements BeforeEachCallback, AfterEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        places().ifPresent(places -> places.put(fields(context)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        places().ifPresent(places -> places.remove(fields(context)));
    }

    private static List<SubstituteField> fields(ExtensionContext context) {
        var tests = context.getRequiredTestInstances().getAllInstances();
        return SubstituteField.of(tests);
    }

    private static Optional<SubstitutePlaces> places() {
        CDI<Object> container;
        try {
            container = CDI.current();
        } catch (IllegalStateException none) {
            return Optional.empty();
        }
        try {
            return Optional.of(container.getBeanManager().getExtension(SubstitutePlaces.class));
        } catch (IllegalArgumentException ofAMultilithTest) {
            return Optional.empty();
        }
    }
}
