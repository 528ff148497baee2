package io.multilith.impl.messaging;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
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
    void does_not_count_one_that_has_said_goodbye() {
        hear("CONSUMER_CREATED", 1);
        receivers.leave("rpc.greeter");
        var left = receivers.at("rpc.greeter");

        receivers.arrive("rpc.greeter");

        assertThat(left).contains(0);
        assertThat(receivers.at("rpc.greeter")).contains(1);
        assertThat(receivers.at("rpc.other")).isEmpty();
    }

    @Test
    void takes_two_that_said_goodbye_as_left_when_the_broker_tells_late_of_the_end_of_the_first() {
        hear("CONSUMER_CREATED", 2);
        receivers.leave("rpc.greeter");
        receivers.leave("rpc.greeter");

        hear("CONSUMER_CLOSED", 1);

        assertThat(receivers.at("rpc.greeter")).contains(0);
    }

    @Test
    void counts_one_that_never_announces_itself_after_the_end_of_one_that_said_goodbye() {
        hear("CONSUMER_CREATED", 2);
        receivers.leave("rpc.greeter");

        hear("CONSUMER_CLOSED", 1);

        assertThat(receivers.at("rpc.greeter")).contains(1);
    }

    @Test
    void forgets_all_with_the_connection() {
        hear("CONSUMER_CREATED", 1);

        receivers.detached();

        assertThat(receivers.at("rpc.greeter")).isEmpty();
    }

    private void hear(String type, int count) {
        var notification = org.apache.qpid.proton.message.Message.Factory.create();
        notification.setApplicationProperties(new ApplicationProperties(Map.of(
                "_AMQ_NotifType", type, "_AMQ_RoutingName", "rpc.greeter", "_AMQ_ConsumerCount", count)));
        receivers.hear(notification);
    }
}
