package io.multilith.filedrop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.inject.se.SeContainer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.ServiceEntrypoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** The kind in a deployed application, with files. */
class FileDropTest {
    @TempDir
    Path root;

    private Path orders;

    @BeforeEach
    void makeDirectory() throws IOException {
        orders = Files.createDirectories(root.resolve("orders"));
        Applications.configure(Map.of("file-drop.root", root.toString(), "multilith.orders.concurrency", "1"));
    }

    @AfterEach
    void forget() {
        Applications.forget();
    }

    @Test
    void hands_over_the_files_that_are_there_in_the_order_of_their_names() throws IOException {
        drop("b.txt", "two");
        drop("c.txt", "three");
        drop("a.txt", "one");

        try (var application = Applications.of(Orders.class)) {
            await().untilAsserted(() -> assertThat(orders(application).seen()).containsExactly("one", "two", "three"));
        }
    }

    @Test
    void hands_over_a_file_that_appears_later_once() throws IOException {
        try (var application = Applications.of(Orders.class)) {
            drop("late.txt", "late");

            await().untilAsserted(() -> assertThat(orders.resolve("done/late.txt")).hasContent("late"));
            drop("later.txt", "later");
            await().untilAsserted(() -> assertThat(orders.resolve("done/later.txt")).exists());
            assertThat(orders(application).seen()).containsExactly("late", "later");
            assertThat(orders.resolve("late.txt")).doesNotExist();
        }
    }

    @Test
    void puts_a_file_aside_whose_method_failed() throws IOException {
        drop("bad.txt", "bad");
        drop("good.txt", "good");

        try (var application = Applications.of(Orders.class)) {
            await().untilAsserted(() -> assertThat(orders.resolve("done/good.txt")).exists());
            assertThat(orders.resolve("failed/bad.txt")).hasContent("bad");
            assertThat(orders(application).seen()).containsExactly("bad", "good");
        }
    }

    @Test
    void leaves_a_hidden_file_alone_until_it_is_renamed() throws IOException {
        drop(".half.txt", "half");
        drop("whole.txt", "whole");

        try (var application = Applications.of(Orders.class)) {
            await().untilAsserted(() -> assertThat(orders.resolve("done/whole.txt")).exists());
            assertThat(orders(application).seen()).containsExactly("whole");

            Files.move(orders.resolve(".half.txt"), orders.resolve("half.txt"), StandardCopyOption.ATOMIC_MOVE);

            await().untilAsserted(() -> assertThat(orders(application).seen()).containsExactly("whole", "half"));
        }
    }

    @Test
    void leaves_files_alone_while_it_is_paused() throws IOException {
        try (var application = Applications.of(Orders.class)) {
            var entrypoints = application.select(Entrypoints.class).get();
            entrypoints.pause("orders.read/FileDrop");
            drop("paused.txt", "paused");
            await().during(Duration.ofMillis(1_500)).until(() -> Files.exists(orders.resolve("paused.txt")));

            entrypoints.resume("orders.read/FileDrop");

            await().untilAsserted(() -> assertThat(orders.resolve("done/paused.txt")).exists());
            assertThat(orders(application).seen()).containsExactly("paused");
        }
    }

    @Test
    void makes_the_directory_when_it_is_not_there() throws IOException {
        Files.delete(orders);

        try (var application = Applications.of(Orders.class)) {
            assertThat(orders).isDirectory();
            assertThat(orders(application).seen()).isEmpty();
        }
    }

    @Test
    void refuses_a_method_that_takes_no_path() {
        var failure = catchThrowable(() -> Applications.of(Wrong.class).close());

        assertThat(failure).hasMessageContaining("FD0001").hasMessageContaining(Wrong.class.getName() + "#read")
                .hasMessageContaining("int").hasMessageContaining("Fix: take (Path)");
    }

    @Test
    void refuses_a_pause_of_nothing() {
        var failure = catchThrowable(() -> Applications.of(Restless.class).close());

        assertThat(failure).hasMessageContaining("FD0001").hasMessageContaining(Restless.class.getName() + "#read")
                .hasMessageContaining("every >= 1");
    }

    private void drop(String name, String content) throws IOException {
        Files.writeString(orders.resolve(name), content);
    }

    private static Orders orders(SeContainer application) {
        return application.select(Orders.class).get();
    }

    /** Reads what is dropped. */
    // tag::file-drop-service[]
    @ServiceEntrypoint("orders")
    public static class Orders {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @FileDrop(directory = "orders")
        void read(Path order) throws IOException {
            seen.add(Files.readString(order));
            if (order.endsWith("bad.txt")) {
                throw new IllegalArgumentException("not an order");
            }
        }

        List<String> seen() {
            return seen;
        }
    }
    // end::file-drop-service[]

    @ServiceEntrypoint("wrong")
    static class Wrong {
        @FileDrop(directory = "orders")
        void read(int number) {}
    }

    @ServiceEntrypoint("restless")
    static class Restless {
        @FileDrop(directory = "orders", every = 0)
        void read(Path order) {}
    }
}
