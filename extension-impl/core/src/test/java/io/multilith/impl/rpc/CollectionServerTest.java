package io.multilith.impl.rpc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.resource.Action;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What becomes of calls that are under way when the application stops. */
@ExtendWith(WeldJunit5Extension.class)
class CollectionServerTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(Map.of("multilith.lifecycle.stop-timeout", "PT2S"));
    @RegisterExtension
    final LogRecords logged = new LogRecords();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Vault.class);

    private Vault vault;
    private CompletableFuture<String> answer;

    @BeforeEach
    void ask() {
        vault = weld.select(Vault.class).get();
        var question = Message.toQueue("rpc.vault", "{\"kwargs\":{}}").withSubject("hold");
        answer = weld.select(MessageBus.class).get().request(question, Instant.now().plusSeconds(10))
                .thenApply(reply -> new String(reply.body(), StandardCharsets.UTF_8)).toCompletableFuture();
        await().until(vault::isHeld);
    }

    @AfterEach
    void end() {
        vault.letGo();
    }

    @Test
    void lets_them_end_before_it_stops() throws Exception {
        var stopped = stop();

        assertThatThrownBy(() -> stopped.get(100, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        vault.letGo();

        stopped.get(5, TimeUnit.SECONDS);
        assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("{\"result\":7}");
        assertThat(logged.lines()).noneMatch(line -> line.contains("ML0310"));
    }

    @Test
    void gives_up_those_that_do_not_end_in_time() throws Exception {
        stop().get(5, TimeUnit.SECONDS);

        assertThat(logged.lines()).anyMatch(line -> line.startsWith("WARN ML0310") && line.contains("1 calls"));
    }

    private CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(weld.select(CollectionServer.class).get()::stop);
    }

    record Thing(String id) {}

    /** Keeps who asks until it is told not to. */
    @ResourceCollection("vault")
    static class Vault implements ResourceModel<Thing> {
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);

        @Action
        int hold() throws InterruptedException {
            held.countDown();
            letGo.await();
            return 7;
        }

        boolean isHeld() {
            return held.getCount() == 0;
        }

        void letGo() {
            letGo.countDown();
        }
    }
}
