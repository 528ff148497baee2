package io.multilith.testing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static io.multilith.testing.TestingMessages.MESSAGES;

/** Starts and ends the container of a {@link MultilithTest}. */
final class MultilithTestExtension extends WeldJunit5Extension {
    private static final Namespace OWN = Namespace.create(MultilithTestExtension.class);

    @Override
    protected void weldInit(ExtensionContext context, Weld weld, WeldInitiator.Builder builder) {
        var test = context.getRequiredTestClass();
        var wanted = find(test);
        var setup = new NodeSetup(properties(wanted.properties()));
        context.getStore(OWN).put(NodeSetup.class, setup);
        var multilith = setup.add(weld, List.of(wanted.value()));
        var instances = context.getRequiredTestInstances().getAllInstances();
        weld.addExtension(new InjectedTests(instances, multilith));
        var substitutes = SubstituteField.of(instances);
        substitutes.forEach(SubstituteField::value); // mocks are there when the test begins
        weld.addExtension(new SubstitutedBeans(substitutes));
        restriction(test).ifPresent(weld::addExtension);
        if (instances.stream().anyMatch(MultilithTestExtension::asksForTheTime)) {
            weld.addExtension(new StandingTime(new ManualClock()));
        }
    }

    private static MultilithTest find(Class<?> test) {
        return Stream.<Class<?>>iterate(test, type -> type != null, Class::getEnclosingClass)
                .map(type -> type.getAnnotation(MultilithTest.class)).filter(found -> found != null).findFirst()
                .orElseThrow();
    }

    private static Optional<RestrictedEntrypoints> restriction(Class<?> test) {
        return Stream.<Class<?>>iterate(test, type -> type != null, Class::getEnclosingClass)
                .map(type -> type.getAnnotation(RestrictEntrypoints.class)).filter(found -> found != null).findFirst()
                .map(found -> new RestrictedEntrypoints(List.of(found.value())));
    }

    private static boolean asksForTheTime(Object test) {
        return Hierarchy.fields(test.getClass()).anyMatch(
                field -> field.getType() == ManualClock.class && field.isAnnotationPresent(Inject.class));
    }

    private static Map<String, String> properties(String... lines) {
        var properties = new LinkedHashMap<String, String>();
        Arrays.stream(lines).forEach(line -> {
            var end = line.indexOf('=');
            if (end < 1) {
                throw new IllegalArgumentException(MESSAGES.noProperty(line));
            }
            properties.put(line.substring(0, end).trim(), line.substring(end + 1).trim());
        });
        return properties;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (NodeSetup.ONE_AFTER_THE_OTHER) {
            super.beforeAll(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        synchronized (NodeSetup.ONE_AFTER_THE_OTHER) {
            super.beforeEach(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        synchronized (NodeSetup.ONE_AFTER_THE_OTHER) {
            try {
                super.afterEach(context);
            } finally {
                end(context);
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        synchronized (NodeSetup.ONE_AFTER_THE_OTHER) {
            try {
                super.afterAll(context);
            } finally {
                end(context);
            }
        }
    }

    private static void end(ExtensionContext context) {
        var setup = context.getStore(OWN).remove(NodeSetup.class, NodeSetup.class);
        if (setup != null) {
            setup.leave();
            setup.release();
        }
    }
}
