package io.multilith.sample.greeter;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

// README begin test
class GreeterTest {
    @Test
    void greets_and_remembers() {
        var cache = new Cache();

        try (var worker = WorkerFactory.of(Greeter.class).with(Cache.class, cache).create()) {
            assertThat(worker.service().greet("Matt")).isEqualTo("Hello Matt!");
        }

        assertThat(cache.get("Matt")).contains("Hello Matt!");
    }
    // README end test

    @Test
    void asks_the_cache_first() {
        try (var worker = WorkerFactory.of(Greeter.class).create()) {
            var cache = worker.dependency(Cache.class);
            when(cache.get("Matt")).thenReturn(Optional.of("Hello from the cache"));

            assertThat(worker.service().greet("Matt")).isEqualTo("Hello from the cache");

            verify(cache).get("Matt");
            verify(cache, never()).store(any(), any());
        }
    }

    @Test
    void does_not_greet_anew_whom_it_remembers() {
        var cache = new Cache();
        cache.store("Matt", "Hi again");

        try (var worker = WorkerFactory.of(Greeter.class).with(Cache.class, cache).create()) {
            var greeting = worker.service().greet("Matt");

            assertThat(greeting).isEqualTo("Hi again");
        }
    }
}
