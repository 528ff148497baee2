package io.multilith.testing;

import jakarta.inject.Inject;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

import io.multilith.rpc.RemoteService;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that run at the same time know nothing of each other. */
class ParallelTest {
    abstract static class Greeting {
        private final String title;
        @Inject
        @RemoteService("greeter")
        Desk.GreeterApi greeter;
        @Inject
        EntrypointHook hook;
        @Inject
        Desk.Journal journal;
        @Inject
        EntrypointWaiter waiter;

        Greeting(String title) {
            this.title = title;
        }

        @RepeatedTest(5)
        void is_alone() {
            var noted = waiter.expect("journal.note");

            assertThat(greeter.greet(title)).isEqualTo("slowly " + title + "!");

            assertThat(hook.fire(String.class, "greeter.title")).isEqualTo(title);
            noted.get();
            assertThat(journal.lines()).containsExactly(title);
        }
    }

    @MultilithTest(value = {Desk.Greeter.class, Desk.SlowCache.class,
            Desk.Journal.class}, properties = "desk.title=one")
    static class One extends Greeting {
        One() {
            super("one");
        }
    }

    @MultilithTest(value = {Desk.Greeter.class, Desk.SlowCache.class,
            Desk.Journal.class}, properties = "desk.title=two")
    static class Two extends Greeting {
        Two() {
            super("two");
        }
    }

    @Test
    void runs_tests_side_by_side() {
        var events = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(One.class), DiscoverySelectors.selectClass(Two.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4").execute()
                .testEvents();

        events.assertStatistics(counted -> counted.started(10).succeeded(10));
    }
}
