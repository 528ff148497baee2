package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.util.TypeLiteral;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * A node in a test that wants several, or starts it at a time of its own: what a {@link MultilithTest} has one of.
 *
 * <pre>{@code
 * try (var node = TestNode.of(Greeter.class).with("multilith.greeter.timeout", "PT1S").start()) {
 *     assertThat(node.get(EntrypointHook.class).fire(String.class, "greeter.greet", "Matt")).isEqualTo("Hello Matt!");
 * }
 * }</pre>
 *
 * Without {@code amqp-host} it is alone.
 *
 * @since 0.1
 */
public final class TestNode implements AutoCloseable {
    private final NodeSetup setup;
    private final WeldContainer container;

    private TestNode(NodeSetup setup, WeldContainer container) {
        this.setup = setup;
        this.container = container;
    }

    /**
     * Begins with classes of beans.
     *
     * @param beans
     *     as for {@link MultilithTest#value}
     * @return to be started
     */
    public static Builder of(Class<?>... beans) {
        return new Builder(List.of(beans));
    }

    /** What a node is to be like. Used by one thread. */
    public static final class Builder {
        private final List<Class<?>> beans;
        private final Map<String, String> properties = new LinkedHashMap<>();
        private Optional<ManualClock> clock = Optional.empty();

        private Builder(List<Class<?>> beans) {
            this.beans = new ArrayList<>(beans);
        }

        /**
         * Configures it, ahead of every other configuration.
         *
         * @param key
         *     the key
         * @param value
         *     the value; empty: as if it were not configured
         * @return this
         */
        public Builder with(String key, String value) {
            properties.put(key, value);
            return this;
        }

        /**
         * Lets its timers go by a time of the test's.
         *
         * @param time
         *     may be that of several nodes
         * @return this
         */
        public Builder with(ManualClock time) {
            clock = Optional.of(time);
            return this;
        }

        /**
         * Starts it.
         *
         * @return to be closed
         */
        public TestNode start() {
            var setup = new NodeSetup(properties);
            try {
                var weld = new Weld();
                setup.add(weld, beans);
                clock.map(StandingTime::new).ifPresent(weld::addExtension);
                synchronized (NodeSetup.ONE_AFTER_THE_OTHER) {
                    return new TestNode(setup, weld.initialize());
                }
            } catch (RuntimeException | Error notStarted) {
                setup.release();
                throw notStarted;
            } finally {
                setup.leave();
            }
        }
    }

    /**
     * Gives a bean.
     *
     * @param type
     *     of the bean
     * @param qualifiers
     *     of the bean
     * @param <T>
     *     its type
     * @return the bean, or its client proxy
     */
    public <T> T get(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    /**
     * Gives a bean of a generic type.
     *
     * @param type
     *     of the bean
     * @param qualifiers
     *     of the bean
     * @param <T>
     *     its type
     * @return the bean, or its client proxy
     */
    public <T> T get(TypeLiteral<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    /** Stops it as a server does that is shut down. */
    @Override
    public void close() {
        synchronized (NodeSetup.ONE_AFTER_THE_OTHER) {
            container.shutdown();
        }
        setup.release();
    }
}
