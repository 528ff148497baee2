package io.multilith.impl.realtime;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.websocket.Session;

import org.junit.jupiter.api.Test;

import io.multilith.impl.concurrent.SendLimits;

import static org.assertj.core.api.Assertions.assertThat;

class SocketWriterTest {
    private final AtomicInteger closed = new AtomicInteger();
    private final List<Runnable> tasks = new ArrayList<>();
    private final SocketWriter writer = new SocketWriter(session(), new SendLimits(256, 1 << 20, Duration.ofSeconds(5)),
            tasks::add);

    @Test
    void leaves_it_to_another_thread_to_close_a_session() {
        var end = writer.close(SocketEnds.POSITION_LOST);

        assertThat(end).isNotDone();
        assertThat(closed).hasValue(0);
        tasks.get(0).run();
        assertThat(end).isDone();
        assertThat(closed).hasValue(1);
    }

    @Test
    void closes_a_session_once() {
        var end = writer.close(SocketEnds.SLOW);

        assertThat(writer.close(SocketEnds.SHUTDOWN)).isSameAs(end);
        assertThat(tasks).hasSize(1);
    }

    private Session session() {
        return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[]{Session.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.incrementAndGet();
                    }
                    return null;
                });
    }
}
