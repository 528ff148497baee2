package io.multilith.impl.resource;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.json.JsonObject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.problem.ErrorName;
import io.multilith.resource.Collection;
import io.multilith.resource.IdempotencyKey;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceHook;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.ResourceRequest;

import static io.multilith.impl.resource.Asked.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(WeldJunit5Extension.class)
class RepetitionsTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Notes.class, Gate.class);

    private Asked notes;

    @BeforeEach
    void open() {
        notes = new Asked(weld.select(ResourceDispatcher.class).get(), "note");
    }

    @Test
    void answers_a_repetition_as_it_answered_the_request() {
        var first = create("{'n':1}", "k");

        var second = create("{'n':1}", "k");

        assertThat(second).isEqualTo(first);
        assertThat(notes.find("{}").asJsonArray()).hasSize(1);
    }

    @Test
    void does_another_request_with_another_key_or_of_another_scope() {
        create("{'n':1}", "k");
        create("{'n':1}", "l");
        notes.dispatcher().dispatch(
                notes.request("create", null, "{'n':1}").with(new IdempotencyKey("somebody else", "k")));

        assertThat(notes.find("{}").asJsonArray()).hasSize(3);
    }

    @Test
    void refuses_another_request_with_the_same_key() {
        create("{'n':1}", "k");

        assertRefused(() -> create("{'n':2}", "k"), ErrorName.UNPROCESSABLE, "idempotency-key-reused");
        assertThat(notes.find("{}").asJsonArray()).hasSize(1);
    }

    @Test
    void repeats_a_refusal_too() {
        create("{'id':'a'}", "one");
        assertRefused(() -> create("{'id':'a'}", "k"), ErrorName.CONFLICT, "already-exists");
        notes.answer("remove", "a", null);

        assertRefused(() -> create("{'id':'a'}", "k"), ErrorName.CONFLICT, "already-exists");
    }

    @Test
    void tries_again_after_a_fault() {
        weld.select(Gate.class, Any.Literal.INSTANCE).get().fail(1);
        assertThatThrownBy(() -> create("{'n':1}", "k")).isInstanceOf(IllegalStateException.class);

        var answer = create("{'n':1}", "k");

        assertThat(answer.created()).isTrue();
        assertThat(notes.find("{}").asJsonArray()).hasSize(1);
    }

    @Test
    void says_that_it_is_being_done() throws Exception {
        var gate = weld.select(Gate.class, Any.Literal.INSTANCE).get();
        gate.close();
        var threads = Executors.newSingleThreadExecutor();
        try {
            var first = threads.submit(() -> create("{'n':1}", "k"));
            gate.awaitOne();

            assertRefused(() -> create("{'n':1}", "k"), ErrorName.CONFLICT, "in-progress");

            gate.open();
            assertThat(create("{'n':1}", "other").created()).isTrue();
            assertThat(first.get().created()).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    private ResourceAnswer create(String data, String key) {
        return notes.dispatcher()
                .dispatch(notes.request("create", null, data).with(new IdempotencyKey("me POST /note", key)));
    }

    @ResourceCollection("note")
    static class Notes implements ResourceModel<JsonObject> {}

    /** Holds requests up, or lets them fail. */
    @ApplicationScoped
    @Collection("note")
    static class Gate implements ResourceHook<JsonObject> {
        private final AtomicInteger failures = new AtomicInteger();
        private final CountDownLatch waiting = new CountDownLatch(1);
        private volatile CountDownLatch closed = new CountDownLatch(0);

        void fail(int times) {
            failures.set(times);
        }

        void close() {
            closed = new CountDownLatch(1);
        }

        void open() {
            closed.countDown();
        }

        void awaitOne() throws InterruptedException {
            assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public ResourceRequest before(ResourceRequest request) {
            if (List.of("create").contains(request.operation())) {
                waiting.countDown();
                try {
                    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("a fault");
                }
            }
            return request;
        }
    }
}
