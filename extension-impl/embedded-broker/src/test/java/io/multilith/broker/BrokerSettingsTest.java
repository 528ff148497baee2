package io.multilith.broker;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerSettingsTest {

    @Test
    void are_the_amqp_port_and_a_directory_below_the_server_s_when_nothing_is_configured() {
        var settings = BrokerSettings.from(Settings.of(Map.of()));

        assertThat(settings.port()).isEqualTo(5672);
        assertThat(settings.directory()).isEqualTo(Path.of(System.getProperty("user.dir"), "multilith-broker"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "many"})
    void refuse_what_is_no_port(String port) {
        var config = Settings.of(Map.of("amqp-port", port));

        assertThatThrownBy(() -> BrokerSettings.from(config)).hasMessageContaining("ML0755").hasMessageContaining(port);
    }

    @Test
    void refuse_a_directory_that_is_no_path() {
        var config = Settings.of(Map.of("multilith.embedded-broker.directory", "a\0b"));

        assertThatThrownBy(() -> BrokerSettings.from(config)).hasMessageContaining("ML0751");
    }

    @Test
    void the_host_is_decided_here_only_when_nobody_else_does() {
        assertThat(EmbeddedBrokerConfigSource.decidesTheHostIn(Settings.of(Map.of()))).isTrue();
        assertThat(EmbeddedBrokerConfigSource.decidesTheHostIn(Settings.of(Map.of("amqp-host", "127.0.0.1"))))
                .isFalse();
        assertThat(Settings.of(Map.of()).getValue("amqp-host", String.class)).isEqualTo("127.0.0.1");
    }
}
