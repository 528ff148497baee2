package io.multilith.manual.rpc;

import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.junit.jupiter.api.Test;

import io.multilith.rpc.RpcException;
import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PorterTest {
    // tag::rpc-test-worker[]
    @Test
    void welcomes_a_guest() {
        GreeterApi greeter = guest -> "Hi " + guest + ".";

        try (var worker = WorkerFactory.of(Porter.class).with(GreeterApi.class, greeter).create()) {
            assertThat(worker.service().welcome("Ada")).isEqualTo("Hi Ada. Come in.");
        }
    }
    // end::rpc-test-worker[]

    // tag::rpc-test-bus[]
    @Test
    void welcomes_a_guest_over_the_bus() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Greeter.class, Porter.class);

        try (var application = beans.initialize()) {
            assertThat(application.select(Porter.class).get().welcome("Ada")).isEqualTo("Hello Ada! Come in.");
        }
    }
    // end::rpc-test-bus[]

    @Test
    void hears_of_an_argument_that_does_not_fit() {
        var beans = SeContainerInitializer.newInstance().addBeanClasses(Greeter.class, Porter.class, Validators.class);

        try (var application = beans.initialize()) {
            var porter = application.select(Porter.class).get();

            assertThatExceptionOfType(RpcException.BadArguments.class).isThrownBy(() -> porter.welcome(" "));
        }
    }
}
