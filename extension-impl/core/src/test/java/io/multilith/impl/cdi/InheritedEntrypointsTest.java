package io.multilith.impl.cdi;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.Dependent;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.Entrypoints.State;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;
import io.multilith.impl.lifecycle.Distant;
import io.multilith.lifecycle.OnStart;
import io.multilith.rpc.Rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** What a service has of its superclasses and interfaces, by the rules of Java for overriding. */
class InheritedEntrypointsTest {
    private static final List<String> STARTED = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        STARTED.clear();
    }

    @AfterEach
    void release() {
        Configured.release();
    }

    @Test
    void binds_a_method_of_a_generic_interface_once() {
        assertThat(entrypoints(Parrot.class)).containsExactly("parrot.echo/Rpc");
    }

    @Test
    void binds_a_method_whose_result_is_narrowed_once() {
        assertThat(entrypoints(Narrow.class)).containsExactly("narrow.get/Rpc");
    }

    @Test
    void binds_a_handler_that_overrides_a_generic_one_once() {
        assertThat(entrypoints(Orders.class)).containsExactly("orders.on/HandleEvent");
    }

    @Test
    void binds_what_is_inherited() {
        assertThat(entrypoints(Inheriting.class)).containsExactly("inheriting.begin/OnStart", "inheriting.get/Rpc");
    }

    @Test
    void binds_a_public_method_that_is_inherited_from_a_hidden_class() {
        assertThat(entrypoints(Shown.class)).containsExactly("shown.begin/OnStart", "shown.get/Rpc");
    }

    @Test
    void runs_an_override_with_the_annotation_once() {
        try (var application = boot(Map.of(), Overriding.class, Marker.class)) {
            assertThat(names(application.select(Entrypoints.class).get())).containsExactly("marker.begin/OnStart",
                    "overriding.begin/OnStart", "overriding.get/Rpc");
            await().until(() -> STARTED.contains("marker") && STARTED.contains("overriding"));
        }

        assertThat(STARTED).containsExactlyInAnyOrder("overriding", "marker");
    }

    @Test
    void does_not_bind_an_override_without_the_annotation() {
        assertThat(entrypoints(Silent.class)).containsExactly("silent.get/Rpc");
    }

    @Test
    void knows_no_key_of_an_override_without_annotation() {
        var failure = catchThrowable(() -> boot(Map.of("multilith.silent.begin.timeout", "PT1S"), Silent.class));

        assertThat(failure).hasMessageContaining("ML0901").hasMessageContaining("multilith.silent.begin.timeout");
    }

    @Test
    void does_not_mind_an_override_without_the_annotation_in_a_class_that_is_no_service() {
        assertThat(entrypoints(NoService.class)).isEmpty();
    }

    @Test
    void takes_a_private_method_of_the_same_name_for_another() {
        var failure = catchThrowable(() -> boot(Map.of(), OnlyNamesake.class));

        assertThat(failure).hasMessageContaining("ML0114").hasMessageContaining("#hidden");
    }

    @Test
    void binds_a_method_whose_name_a_private_one_has() {
        assertThat(entrypoints(Namesake.class)).containsExactly("namesake.greet/Rpc");
    }

    @Test
    void takes_a_package_private_method_of_another_package_for_another() {
        assertThat(entrypoints(Near.class)).containsExactly("near.begin/OnStart");
    }

    @Test
    void takes_a_method_with_other_parameters_for_another() {
        var failure = catchThrowable(() -> boot(Map.of(), Overloading.class));

        assertThat(failure).hasMessageContaining("ML0300").hasMessageContaining("#get");
    }

    private static List<String> entrypoints(Class<?>... classes) {
        try (var application = boot(Map.of(), classes)) {
            return names(application.select(Entrypoints.class).get());
        }
    }

    private static List<String> names(Entrypoints entrypoints) {
        return entrypoints.states().stream().map(State::name).toList();
    }

    private static WeldContainer boot(Map<String, String> keys, Class<?>... classes) {
        Configured.register(keys);
        return Deployed.weld(classes).initialize();
    }

    interface Echo<T> {
        T echo(T said);
    }

    @ServiceEntrypoint("parrot")
    static class Parrot implements Echo<String> {
        @Override
        @Rpc
        public String echo(String said) {
            return said;
        }
    }

    abstract static class Wide {
        @Rpc
        Object get() {
            return "";
        }
    }

    @ServiceEntrypoint("narrow")
    static class Narrow extends Wide {
        @Override
        @Rpc
        String get() {
            return "";
        }
    }

    abstract static class Handler<T> {
        @HandleEvent(source = "orders", type = "order.placed")
        void on(List<? extends T> data) {}
    }

    @ServiceEntrypoint("orders")
    static class Orders extends Handler<String> {
        @Override
        @HandleEvent(source = "orders", type = "order.cancelled")
        void on(List<? extends String> data) {}
    }

    static class Base {
        @OnStart
        public void begin() {
            STARTED.add("base");
        }

        @Rpc
        public List<String> get() {
            return List.of();
        }
    }

    @ServiceEntrypoint("inheriting")
    static class Inheriting extends Base {}

    @ServiceEntrypoint("shown")
    public static class Shown extends Base {}

    @ServiceEntrypoint("overriding")
    static class Overriding extends Base {
        @Override
        @OnStart
        public void begin() {
            STARTED.add("overriding");
        }
    }

    @ServiceEntrypoint("marker")
    static class Marker {
        @OnStart
        void begin() {
            STARTED.add("marker");
        }
    }

    @ServiceEntrypoint("silent")
    static class Silent extends Base {
        @Override
        public void begin() {}
    }

    @Dependent
    static class NoService extends Base {
        @Override
        public void begin() {}

        @Override
        public List<String> get() {
            return List.of();
        }
    }

    @ServiceEntrypoint("overloading")
    static class Overloading extends Base {
        @Rpc
        String get(String key) {
            return key;
        }
    }

    static class Hiding {
        @Rpc
        @SuppressWarnings({"unused", "UnusedMethod"})
        private void hidden() {}
    }

    static class Hidden {
        @SuppressWarnings({"unused", "UnusedMethod"})
        private void greet() {}
    }

    @ServiceEntrypoint("only-namesake")
    static class OnlyNamesake extends Hiding {
        void hidden() {}
    }

    @ServiceEntrypoint("namesake")
    static class Namesake extends Hidden {
        @Rpc
        void greet() {}
    }

    @ServiceEntrypoint("near")
    static class Near extends Distant {
        void begin() {}
    }
}
