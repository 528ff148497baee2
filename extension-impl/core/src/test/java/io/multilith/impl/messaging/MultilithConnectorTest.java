package io.multilith.impl.messaging;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.config.ChannelSettings;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MultilithConnectorTest {
    @AfterEach
    void forget() {
        Configured.release();
    }

    @Test
    void rejects_a_channel_without_an_address() {
        Configured.register(Map.of());
        var connector = new MultilithConnector();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connector.getPublisher(ChannelSettings.incoming("orders", Map.of())))
                .withMessageStartingWith("ML0709").withMessageContaining("mp.messaging.incoming.")
                .withMessageContaining("Fix:");
    }
}
