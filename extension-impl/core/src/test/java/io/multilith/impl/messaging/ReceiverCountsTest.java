package io.multilith.impl.messaging;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiverCountsTest {
    private final ReceiverCounts receivers = new ReceiverCounts(
            (question, deadline) -> new CompletableFuture<>(), () -> {});

    @Test
    void knows_nothing_before_the_broker_tells() {
        assertThat(receivers.at("rpc.greeter")).isEmpty();
    }

    @Test
    void takes_an_address_as_left_from_a_goodbye_until_somebody_announces_it() {
        receivers.leave("rpc.greeter");
        var left = receivers.at("rpc.greeter");

        receivers.arrive("rpc.greeter");

        assertThat(left).contains(0);
        assertThat(receivers.at("rpc.greeter")).isEmpty();
        assertThat(receivers.at("rpc.other")).isEmpty();
    }

    @Test
    void forgets_all_with_the_connection() {
        receivers.leave("rpc.greeter");

        receivers.detached();

        assertThat(receivers.at("rpc.greeter")).isEmpty();
    }
}
