package io.multilith.impl.realtime;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;

import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.concurrent.SendLimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When a socket of a Centrifugo client is asked whether its peer is there. Most clients of it go when no ping comes. */
@EnableWeld
class OpenSocketTest {
    private static final SendLimits LIMITS = new SendLimits(256, 1 << 20, Duration.ofSeconds(5));
    private static final Duration OFTEN = Duration.ofMillis(10);

    @RegisterExtension
    static final Configured CONFIGURATION = Configured
            .with(Map.of("multilith.realtime.ping-after", "PT0.2S", "multilith.realtime.max-sockets", "1"));
    @WeldSetup
    WeldInitiator weld = Deployed.application();

    @Inject
    Sockets sockets;
    @RegisterExtension
    final LogRecords logged = new LogRecords();
    private final RecordingSession session = new RecordingSession();
    private OpenSocket socket;

    private void open() {
        var writer = new SocketWriter(session.session(), LIMITS,
                Runnable::run);
        socket = new OpenSocket(sockets, writer, to -> new CentrifugoProtocol(sockets, to,
                new SocketCaller(new Caller("ada", Set.of()), Map.of(), Optional.empty())));
        say("{\"id\":1,\"connect\":{}}");
    }

    @AfterEach
    void close() {
        socket.close();
    }

    @Test
    void closes_one_more_than_there_may_be() {
        open();
        sockets.add(socket);
        var first = socket;
        var other = new RecordingSession();
        sockets.add(
                new OpenSocket(sockets, new SocketWriter(other.session(), new SendLimits(1, 1, OFTEN), Runnable::run),
                        to -> new CentrifugoProtocol(sockets, to,
                                new SocketCaller(Caller.ANONYMOUS, Map.of(), Optional.empty()))));

        assertThat(other.closed()).containsExactly(3504);
        assertThat(session.closed()).isEmpty();
        sockets.remove(first);
    }

    @Test
    void pings_a_client_that_is_silent() {
        open();

        await().pollInterval(OFTEN).until(() -> {
            socket.look();
            return pings() == 2;
        });
    }

    @Test
    void pings_a_client_that_is_busy() {
        open();

        await().pollInterval(OFTEN).until(() -> {
            say("{\"id\":2,\"none\":{}}");
            socket.look();
            return pings() == 2;
        });
    }

    @Test
    void takes_late_answers_to_several_pings_for_answers() {
        open();
        await().pollInterval(OFTEN).until(() -> {
            socket.look();
            return pings() == 2;
        });

        say("{}");
        say("{}");

        assertThat(pings()).isEqualTo(2);
    }

    @Test
    void says_that_sockets_could_not_be_looked_at() {
        open();
        var unaskable = new OpenSocket(sockets, new SocketWriter(session.session(), LIMITS, Runnable::run),
                to -> new Unaskable());
        sockets.add(unaskable);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(logged.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR ML0603")));
        sockets.remove(unaskable);
    }

    private static final class Unaskable implements SocketProtocol {
        @Override
        public void receive(String frame) {
            throw new AssertionError(frame);
        }

        @Override
        public void ping() {
            throw new IllegalStateException("not now");
        }

        @Override
        public void close() {
            // Nothing to leave.
        }
    }

    private void say(String frame) {
        socket.receive(frame, true);
    }

    private long pings() {
        return session.frames().stream().filter(JsonObject::isEmpty).count();
    }
}
