package io.multilith.impl.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.json.Json;
import jakarta.json.JsonValue;

import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.JsonCodec;
import io.multilith.placement.Directory;
import io.multilith.placement.Node;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;
import io.multilith.rpc.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What becomes of a request to a Jakarta REST method of a service of another node. */
@EnableWeld
class ForwardedCallsTest {
    private static final Object[] MATT = {"Matt"};

    @WeldSetup
    WeldInitiator weld = WeldInitiator.of(Desk.class);

    private final Remote remote = new Remote();
    private final ForwardedCalls calls = new ForwardedCalls(name -> remote, new Elsewhere(), new JsonCodec());

    /** Its methods return each kind of result. */
    static class Desk {
        @Rpc
        String greet(String friend) {
            throw new AssertionError(friend);
        }

        @Rpc
        Optional<String> find(String friend) {
            throw new AssertionError(friend);
        }

        @Rpc
        void forget(String friend) {
            throw new AssertionError(friend);
        }

        @Rpc
        CompletionStage<List<Integer>> count(String friend) {
            throw new AssertionError(friend);
        }

        String show(String friend) {
            throw new AssertionError(friend);
        }
    }

    @Test
    void gives_what_the_method_returns_there() throws Exception {
        remote.answer = Json.createValue("Hello Matt!");
        assertThat(call("greet")).isEqualTo("Hello Matt!");
        remote.answer = JsonValue.NULL;
        assertThat(call("find")).isEqualTo(Optional.empty());
        assertThat(call("forget")).isNull();
        remote.answer = Json.createArrayBuilder().add(1).add(2).build();
        assertThat(((CompletionStage<?>) call("count")).toCompletableFuture().get()).isEqualTo(List.of(1, 2));

        assertThat(remote.isAsked).isTrue();
    }

    @Test
    void refuses_a_method_that_cannot_be_asked_for_there() {
        var refusal = catchThrowableOfType(ProblemException.class, () -> call("show"));

        assertThat(refusal.problem().name().status()).isEqualTo(503);
        assertThat(refusal.problem().kind()).isEqualTo("placed-elsewhere");
        assertThat(remote.isAsked).isFalse();
    }

    @Test
    void is_unavailable_though_nobody_was_ever_heard_of_who_has_the_service() {
        remote.fault = Optional.of(new RpcException.NoService("Nobody serves desk.", false, null));

        var refusal = catchThrowableOfType(ProblemException.class, () -> call("greet"));

        assertThat(refusal.problem().name().status()).isEqualTo(503);
        assertThat(refusal.problem().kind()).isEqualTo("no-service");
        assertThatThrownBy(() -> ((CompletionStage<?>) call("count")).toCompletableFuture().get())
                .hasCauseInstanceOf(ProblemException.class).cause().hasMessageContaining("none is there");
    }

    private Object call(String name) {
        var method = weld.getBeanManager().createAnnotatedType(Desk.class).getMethods().stream()
                .filter(one -> one.getJavaMember().getName().equals(name)).findFirst().orElseThrow();
        return calls.call(new ServiceMethod("desk", method), MATT, Map.of());
    }

    /** Has nothing here. */
    private static final class Elsewhere implements Directory {
        @Override
        public SortedSet<String> services() {
            return new TreeSet<>();
        }

        @Override
        public SortedSet<String> collections() {
            return new TreeSet<>();
        }

        @Override
        public boolean isHere(String name) {
            return false;
        }

        @Override
        public List<Node> nodes() {
            return List.of();
        }
    }

    /** Answers as it was told to. */
    private static final class Remote implements ServiceClient {
        private JsonValue answer = JsonValue.NULL;
        private Optional<RpcException> fault = Optional.empty();
        private boolean isAsked;

        @Override
        public JsonValue call(String method, Object... arguments) {
            isAsked = true;
            fault.ifPresent(failed -> {
                throw failed;
            });
            return answer;
        }

        @Override
        public CompletableFuture<JsonValue> callAsync(String method, Object... arguments) {
            isAsked = true;
            return fault.<CompletableFuture<JsonValue>>map(CompletableFuture::failedFuture)
                    .orElseGet(() -> CompletableFuture.completedFuture(answer));
        }

        @Override
        public <T> T call(Class<T> type, String method, Object... arguments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public JsonValue callNamed(String method, Map<String, ?> arguments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> send(String method, Object... arguments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServiceClient withTimeout(Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> ServiceClient with(CallHeader<T> header, T value) {
            return this;
        }

        @Override
        public <T> T as(Class<T> api) {
            throw new UnsupportedOperationException();
        }
    }
}
