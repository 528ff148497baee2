package io.multilith.broker;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerLogsTest {

    private final Logger server = Logger.getLogger("org.apache.activemq.artemis.core.server");
    private final Logger audit = Logger.getLogger("org.apache.activemq.audit.message");
    private final BrokerLogs logs = new BrokerLogs();

    @AfterEach
    void forget() {
        server.setLevel(null);
        server.setFilter(null);
    }

    @Test
    void leave_warnings_only_even_where_each_logger_has_its_own_level() {
        server.setLevel(Level.INFO);

        logs.quieten();

        assertThat(server.isLoggable(Level.INFO)).isFalse();
        assertThat(server.isLoggable(Level.WARNING)).isTrue();
        assertThat(audit.isLoggable(Level.SEVERE)).isFalse();
        logs.restore();
        assertThat(server.getLevel()).isEqualTo(Level.INFO);
        assertThat(server.getFilter()).isNull();
    }

    @Test
    void leave_a_logger_alone_that_somebody_set_finer() {
        server.setLevel(Level.FINE);

        logs.quieten();

        assertThat(server.getLevel()).isEqualTo(Level.FINE);
        logs.restore();
    }

    @Test
    void do_not_mention_that_a_client_is_gone() {
        logs.quieten();

        assertThat(server.getFilter().isLoggable(new LogRecord(Level.WARNING, "AMQ222061: Client connection failed")))
                .isFalse();
        assertThat(server.getFilter().isLoggable(new LogRecord(Level.WARNING, "AMQ222149: Sending message to DLA")))
                .isTrue();
        logs.restore();
    }
}
