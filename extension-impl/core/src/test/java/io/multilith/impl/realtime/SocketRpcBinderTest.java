package io.multilith.impl.realtime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.realtime.SocketRpc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SocketRpcBinderTest {
    @AfterEach
    void forget() {
        Configured.release();
    }

    @Test
    void refuses_two_methods_of_one_name() {
        var weld = Deployed.weld(Overloaded.class);

        assertThatThrownBy(weld::initialize).hasMessageContaining("ML0600").hasMessageContaining("\"overloaded.greet\"")
                .hasMessageContaining(Overloaded.class.getName() + "#greet");
    }

    @ServiceEntrypoint("overloaded")
    static class Overloaded {
        @SocketRpc
        void greet() {}

        @SocketRpc
        void greet(String friend) {}
    }
}
