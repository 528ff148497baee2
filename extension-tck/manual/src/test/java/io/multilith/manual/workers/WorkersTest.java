package io.multilith.manual.workers;

import java.util.Map;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.multilith.rpc.RpcException;
import io.multilith.rpc.ServiceClient;
import io.multilith.rpc.Services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class WorkersTest {
    private static final Card CARD = new Card("4000", 500);

    private SeContainer application;
    private ServiceClient till;

    @BeforeEach
    void start() {
        application = SeContainerInitializer.newInstance()
                .addBeanClasses(Till.class, CallCounts.class, Maintenance.class).initialize();
        till = application.select(Services.class).get().service("till");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void tell_a_listener_of_each_call() {
        till.call("pay", CARD, "1234", 100);

        var counts = application.select(CallCounts.class).get().counts();
        assertThat(counts).containsExactly(Map.entry("till.pay Returned", 1));
    }

    @Test
    void answer_a_declared_exception_with_its_own_code() {
        var declined = catchThrowableOfType(RpcException.Remote.class, () -> till.call("pay", CARD, "1234", 501));

        assertThat(declined.problem().errorCode()).contains("CardDeclined");
    }

    @Test
    void answer_an_expected_exception_with_its_own_code() {
        var poor = new Card("4000", Integer.MAX_VALUE);

        var overflow = catchThrowableOfType(RpcException.Remote.class, () -> till.call("pay", poor, "1234", -1));

        assertThat(overflow.problem().errorCode()).contains("ArithmeticException");
    }

    @Test
    void take_no_calls_while_they_are_paused() {
        var maintenance = application.select(Maintenance.class).get();

        maintenance.run(() -> assertThat(catchThrowableOfType(RpcException.class,
                () -> till.call("pay", CARD, "1234", 100)).problem().name().status()).isEqualTo(503));

        assertThat(till.call(Integer.class, "pay", CARD, "1234", 100)).isEqualTo(400);
    }
}
