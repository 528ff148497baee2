package io.multilith.broker;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SelfTestTest {

    @Test
    void fails_where_nobody_listens() {
        var port = FreePort.choose();

        assertThatThrownBy(new SelfTest(port, Duration.ofSeconds(5))::run).hasMessageContaining("ML0754")
                .hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("Fix:");
    }

    @Test
    void fails_in_time_where_somebody_listens_and_does_not_answer() throws Exception {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(new SelfTest(mute.getLocalPort(), Duration.ofSeconds(1))::run)
                    .hasMessageContaining("ML0754").hasMessageContaining("within 1 s");
        }
    }
}
