package io.multilith.sample.greeter;

import org.junit.jupiter.api.Test;

import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;

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
    void does_not_greet_anew_whom_it_remembers() {
        var cache = new Cache();
        cache.store("Matt", "Hi again");

        try (var worker = WorkerFactory.of(Greeter.class).with(Cache.class, cache).create()) {
            var greeting = worker.service().greet("Matt");

            assertThat(greeting).isEqualTo("Hi again");
        }
    }
}
