package io.multilith.testing;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.Dependent;

import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the kit says when it is used wrongly. */
class TestKitMistakesTest {
    @MultilithTest(Desk.Mailer.class)
    @RestrictEntrypoints({"mailer.send", "mailer.sent"})
    static class Restricted {
        @Test
        void never_runs() {}
    }

    @MultilithTest(value = Desk.Mailer.class, properties = "multilith.rpc.timeout")
    static class Unconfigured {
        @Test
        void never_runs() {}
    }

    @MultilithTest(value = Desk.Mailer.class, properties = "multilith.mailer.tiemout=PT1S")
    static class Misconfigured {
        @Test
        void never_runs() {}
    }

    @MultilithTest(Desk.Mailer.class)
    static class Texts {
        @Substitute
        String text;

        @Test
        void never_runs() {}
    }

    @Test
    void an_entrypoint_to_be_left_that_is_none() {
        assertThat(failure(Restricted.class)).contains("ML0803", "mailer.sent", "[mailer.send, mailer.start]", "Fix:");
    }

    @Test
    void a_property_without_a_value() {
        assertThat(failure(Unconfigured.class)).contains("ML0805", "\"multilith.rpc.timeout\"", "Fix:");
    }

    @Test
    void a_key_that_nobody_reads() {
        assertThat(failure(Misconfigured.class)).contains("multilith.mailer.tiemout", "Fix:");
    }

    @Test
    void a_substitute_that_can_be_no_mock() {
        assertThat(failure(Texts.class)).contains("ML0802", "Texts.text", "Fix:");
    }

    @Test
    void leaves_nothing_behind() {
        var before = Thread.currentThread().getContextClassLoader();

        failure(Misconfigured.class);

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private static String failure(Class<?> test) {
        var failed = EngineTestKit.engine("junit-jupiter").selectors(DiscoverySelectors.selectClass(test)).execute()
                .testEvents().failed().list();
        assertThat(failed).hasSize(1);
        return failed.get(0).getRequiredPayload(TestExecutionResult.class).getThrowable()
                .map(Throwable::toString).orElseThrow();
    }

    @Test
    void a_call_that_never_comes() {
        try (var node = TestNode.of(Desk.Mailer.class).start()) {
            var expected = node.get(EntrypointWaiter.class).expect("mailer.sent");
            node.get(EntrypointHook.class).fire("mailer.send", "x");

            assertThatThrownBy(() -> expected.get(1, Duration.ofMillis(100))).isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("ML0807").hasMessageContaining("mailer.sent was called 0 times, not 1")
                    .hasMessageContaining("mailer.send").hasMessageContaining("Fix:");
        }
    }

    @Test
    void a_test_class_that_is_no_bean() {
        var places = new SubstitutePlaces();

        assertThatIllegalStateException().isThrownBy(() -> places.put(SubstituteField.of(List.of(new Places()))))
                .withMessageStartingWith("ML0811").withMessageContaining(Places.class.getName());
    }

    @Test
    void a_place_with_nothing_in_it() {
        try (var container = new Weld().disableDiscovery().addExtension(new SubstitutePlaces())
                .addBeanClass(Places.class)
                .initialize()) {
            var cache = container.select(Desk.Cache.class).get();

            assertThatIllegalStateException().isThrownBy(() -> cache.find("x")).withMessageStartingWith("ML0812")
                    .withMessageContaining("Places.cache");
        }
    }

    @Dependent
    static class Places {
        @Substitute
        Desk.Cache cache = key -> key;
    }
}
