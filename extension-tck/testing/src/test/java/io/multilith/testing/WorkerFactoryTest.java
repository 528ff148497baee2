package io.multilith.testing;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.Collection;
import io.multilith.resource.ResourceClient;
import io.multilith.rpc.RemoteService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

class WorkerFactoryTest {
    @Nested
    class Substitutes {
        @Test
        void are_injected_in_place_of_what_the_service_asks_for() {
            var cache = new FixedCache("Hello from the cache");

            try (var worker = WorkerFactory.of(Greeter.class).with(Cache.class, cache).create()) {
                assertThat(worker.service().greet("Matt")).isEqualTo("Hello from the cache");
                assertThat(worker.dependency(Cache.class)).isSameAs(cache);
            }
        }

        @Test
        void reach_a_constructor() {
            try (var worker = WorkerFactory.of(ByConstructor.class).with(Cache.class, new FixedCache("x")).create()) {
                assertThat(worker.service().greet()).isEqualTo("x");
            }
        }

        @Test
        void reach_every_injection_point_of_the_type() {
            var cache = new FixedCache("x");

            try (var worker = WorkerFactory.of(TwoCaches.class).with(Cache.class, cache).create()) {
                assertThat(worker.service().both()).containsExactly("x", "x");
            }
        }

        @Test
        void differ_by_qualifiers() {
            var second = new FixedCache("second");

            try (var worker = WorkerFactory.of(TwoCaches.class).with(Cache.class, second, new SecondLiteral())
                    .with(Cache.class, new FixedCache("any")).create()) {
                assertThat(worker.service().both()).containsExactly("any", "second");
                assertThat(worker.dependency(Cache.class, new SecondLiteral())).isSameAs(second);
            }
        }

        @Test
        @SuppressWarnings("unchecked")
        void reach_a_qualified_point_of_a_generic_type() {
            ResourceClient<Power> powers = mock(ResourceClient.class);
            when(powers.get("a")).thenReturn(Optional.of(new Power("a", 3)));

            try (var worker = WorkerFactory.of(PowerWorker.class).with(ResourceClient.class, powers).create()) {
                worker.service().square("a");
            }

            verify(powers).patch("a", Map.of("value", 9));
        }

        @Test
        void reach_a_client_of_a_remote_service() {
            GreeterApi greeter = friend -> "Hi " + friend;

            try (var worker = WorkerFactory.of(Front.class).with(GreeterApi.class, greeter).create()) {
                assertThat(worker.service().welcome("Ada")).isEqualTo("Hi Ada");
            }
        }
    }

    @Nested
    class Mocks {
        @Test
        void stand_where_nothing_is_substituted() {
            try (var worker = WorkerFactory.of(Greeter.class).create()) {
                when(worker.dependency(Cache.class).find(any())).thenReturn("stubbed");

                assertThat(worker.service().greet("Matt")).isEqualTo("stubbed");

                verify(worker.dependency(Cache.class)).find("Matt");
            }
        }

        @Test
        void answer_with_nothing_until_they_are_stubbed() {
            try (var worker = WorkerFactory.of(PowerWorker.class).create()) {
                worker.service().square("a");

                verify(worker.dependency(ResourceClient.class)).get("a");
            }
        }

        @Test
        void are_new_for_each_worker() {
            try (var first = WorkerFactory.of(Greeter.class).create();
                    var second = WorkerFactory.of(Greeter.class).create()) {
                first.service().greet("Matt");

                verifyNoInteractions(second.dependency(Cache.class));
            }
        }
    }

    @Nested
    class Mistakes {
        @Test
        void rejects_a_substitute_that_matches_no_injection_point() {
            var factory = WorkerFactory.of(Greeter.class).with(GreeterApi.class, friend -> friend);

            assertThatIllegalArgumentException().isThrownBy(factory::create).withMessageStartingWith("ML0800")
                    .withMessageContaining("GreeterApi").withMessageContaining("Greeter.")
                    .withMessageContaining("[Cache]").withMessageContaining("Fix:");
        }

        @Test
        void are_found_before_the_service_is_made() {
            Counted.made.set(0);

            assertThatIllegalArgumentException().isThrownBy(
                    WorkerFactory.of(Counted.class).with(GreeterApi.class, friend -> friend)::create);

            assertThat(Counted.made).hasValue(0);
        }

        @Test
        void name_what_can_be_no_mock() {
            assertThatIllegalArgumentException().isThrownBy(WorkerFactory.of(Texts.class)::create)
                    .withMessageStartingWith("ML0813").withMessageContaining("a String")
                    .withMessageContaining("[Cache, String]");
        }

        @Test
        void closes_the_container_of_a_service_it_rejects() {
            var factory = WorkerFactory.of(Greeter.class).with(GreeterApi.class, friend -> friend);

            assertThatIllegalArgumentException().isThrownBy(factory::create);

            try (var worker = WorkerFactory.of(Greeter.class).create()) {
                assertThat(worker.service()).isNotNull();
            }
        }

        @Test
        void names_the_dependencies_there_are_when_asked_for_another() {
            try (var worker = WorkerFactory.of(Greeter.class).create()) {
                assertThatIllegalArgumentException().isThrownBy(() -> worker.dependency(GreeterApi.class))
                        .withMessageStartingWith("ML0801").withMessageContaining("GreeterApi")
                        .withMessageContaining("Greeter").withMessageContaining("[Cache]");
            }
        }
    }

    interface Cache {
        String find(String key);
    }

    private record FixedCache(String value) implements Cache {
        @Override
        public String find(String key) {
            return value;
        }
    }

    interface GreeterApi {
        String greet(String friend);
    }

    public record Power(String id, int value) {}

    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface Second {}

    @SuppressWarnings("serial")
    private static final class SecondLiteral extends AnnotationLiteral<Second> implements Second {}

    @ServiceEntrypoint("counted")
    static class Counted {
        static final AtomicInteger made = new AtomicInteger();
        @Inject
        Cache cache;

        Counted() {
            made.incrementAndGet();
        }
    }

    @ServiceEntrypoint("texts")
    static class Texts {
        @Inject
        Cache cache;
        @Inject
        @Second
        String text;
    }

    @ServiceEntrypoint("greeter")
    static class Greeter {
        @Inject
        Cache cache;

        String greet(String friend) {
            return cache.find(friend);
        }
    }

    @ServiceEntrypoint("by-constructor")
    static class ByConstructor {
        private final Cache cache;

        ByConstructor() {
            this(null);
        }

        @Inject
        ByConstructor(Cache cache) {
            this.cache = cache;
        }

        String greet() {
            return cache.find("");
        }
    }

    @ServiceEntrypoint("two-caches")
    static class TwoCaches {
        @Inject
        Cache first;

        @Inject
        @Second
        Cache second;

        List<String> both() {
            return List.of(first.find(""), second.find(""));
        }
    }

    @ServiceEntrypoint("power-worker")
    static class PowerWorker {
        @Inject
        @Collection("power")
        ResourceClient<Power> powers;

        void square(String id) {
            var power = powers.get(id);
            if (power != null && power.isPresent()) {
                powers.patch(id, Map.of("value", power.get().value() * power.get().value()));
            }
        }
    }

    @ServiceEntrypoint("front")
    static class Front {
        @Inject
        @RemoteService("greeter")
        GreeterApi greeter;

        String welcome(String friend) {
            return greeter.greet(friend);
        }
    }
}
