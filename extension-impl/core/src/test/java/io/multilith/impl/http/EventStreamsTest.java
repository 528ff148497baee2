package io.multilith.impl.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.ToldChange;
import io.multilith.resource.ToldChange.Reason;
import io.multilith.resource.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnableWeld
class EventStreamsTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @RegisterExtension
    final LogRecords logged = new LogRecords();

    @WeldSetup
    WeldInitiator weld = Deployed.application();

    @Inject
    EventStreams streams;
    private final AtomicInteger completed = new AtomicInteger();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void ends_a_stream_with_the_token_that_it_was_opened_with() throws IOException {
        open(Optional.of("ada"), Instant.now().plusSeconds(1), () -> false);

        await().until(() -> completed.get() == 1);
    }

    @Test
    void does_not_ask_a_token_that_nobody_has_checked() throws IOException {
        open(Optional.empty(), Instant.now().minusSeconds(10), () -> false);

        await().during(Duration.ofMillis(500)).until(() -> completed.get() == 0);
    }

    @Test
    void says_that_a_stream_could_not_be_kept_alive() throws IOException {
        open(Optional.empty(), Instant.MAX, () -> {
            throw new UnsupportedOperationException("the container is broken");
        });

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(logged.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR ML0505")));
    }

    @Test
    void writes_what_a_right_shows_since_without_an_id() throws IOException {
        var stream = open(Optional.empty(), Instant.MAX, () -> true);
        var change = new ResourceChange("note", "a", ChangeKind.REMOVED, new Version("epoch", 7), Instant.EPOCH,
                Optional.of(JsonValue.EMPTY_JSON_OBJECT), Optional.empty(), Optional.empty());

        new CollectionStream(stream, Optional.empty())
                .turned(List.of(new ToldChange(change, Optional.of(Reason.LEFT))));

        assertThat(written.toString(StandardCharsets.UTF_8)).contains("\ndata: {").contains("\"note.removed\"")
                .doesNotContain("\nid:");
    }

    /** What the container answers when it is asked whether it takes more. */
    @FunctionalInterface
    private interface Readiness {
        boolean isReady();
    }

    private EventStream open(Optional<String> caller, Instant expiry, Readiness container) throws IOException {
        var stream = streams.stream();
        stream.begin(Stream.of());
        streams.open(stream, request(caller, expiry), response(new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return container.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                try {
                    listener.onWritePossible();
                } catch (IOException | UnsupportedOperationException broken) {
                    assertThat(broken).hasMessage("the container is broken");
                }
            }

            @Override
            public void write(int content) {
                written.write(content);
            }
        }));
        return stream;
    }

    private HttpServletRequest request(Optional<String> caller, Instant expiry) {
        var token = "Bearer e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(
                ("{\"exp\":" + expiry.getEpochSecond() + "}").getBytes(StandardCharsets.UTF_8)) + ".c2ln";
        var exchange = proxy(AsyncContext.class, (self, method, arguments) -> {
            if (method.getName().equals("complete")) {
                completed.incrementAndGet();
            }
            return null;
        });
        return proxy(HttpServletRequest.class, (self, method, arguments) -> switch (method.getName()) {
            case "getUserPrincipal" -> caller.map(name -> (Principal) () -> name).orElse(null);
            case "getHeader" -> arguments[0].equals("Authorization") ? token : null;
            case "startAsync" -> exchange;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static HttpServletResponse response(ServletOutputStream out) {
        return proxy(HttpServletResponse.class,
                (self, method, arguments) -> method.getName().equals("getOutputStream") ? out : null);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }
}
