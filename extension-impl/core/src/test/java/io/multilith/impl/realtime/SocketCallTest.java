package io.multilith.impl.realtime;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.concurrent.SendLimits;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.NestedJson;
import io.multilith.realtime.SocketRpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The Centrifugo protocol as far as calls need it, wire contract section 6. */
@EnableWeld
class SocketCallTest {
    private static final int MAX_CALLS = 3;

    @RegisterExtension
    static final Configured CONFIGURATION = Configured
            .with(Map.of("multilith.realtime.max-calls", String.valueOf(MAX_CALLS)));
    @RegisterExtension
    final LogRecords log = new LogRecords();
    @WeldSetup
    WeldInitiator weld = Deployed.application(Desk.class);

    @Inject
    Sockets sockets;
    @Inject
    SocketMethods methods;
    @Inject
    Desk desk;
    private final JsonCodec json = new JsonCodec();
    private final RecordingSession session = new RecordingSession();
    private SocketWriter writer;
    private SocketProtocol socket;

    @BeforeEach
    void open() {
        open(sockets);
    }

    private void open(Sockets opened) {
        writer = new SocketWriter(session.session(), new SendLimits(256, 1 << 20, Duration.ofSeconds(5)),
                Runnable::run);
        var caller = new SocketCaller(new Caller("matt", Set.of()),
                Map.of(CallHeader.TENANT.name(), "acme", CallHeader.LANGUAGE.name(), "de"), Optional.empty());
        socket = new SocketDialogue(writer, json, () -> {
            throw new AssertionError("not of ZeroServices");
        }, () -> new CentrifugoProtocol(opened, writer, caller));
    }

    @Test
    void answers_connect_with_an_id_of_the_client() {
        socket.receive("{\"id\": 1, \"connect\": {\"token\": \"\", \"name\": \"js\"}}");

        var reply = reply(1);
        assertThat(reply.getJsonObject("connect").getString("client")).isNotBlank();
        assertThat(reply.getJsonObject("connect").getString("version")).isNotBlank();
    }

    @Test
    void answers_an_empty_command_with_an_empty_one() {
        connect();

        socket.receive("{}");

        assertThat(session.frames()).last().isEqualTo(JsonObject.EMPTY_JSON_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"args\": [\"Matt\", 2]}", "{\"kwargs\": {\"friend\": \"Matt\", \"times\": 2}}",
            "{\"friend\": \"Matt\", \"times\": 2}"})
    void calls_a_method_with_each_form_of_arguments(String data) {
        connect();

        call(2, "desk.greet", data);

        assertThat(reply(2)).isEqualTo(json.parse("{\"id\": 2, \"rpc\": {\"data\": \"Hello Matt! Hello Matt! \"}}"));
    }

    @Test
    void calls_a_method_without_arguments_and_without_a_result() {
        connect();

        socket.receive("{\"id\": 2, \"rpc\": {\"method\": \"desk.nothing\"}}");

        assertThat(reply(2)).isEqualTo(json.parse("{\"id\": 2, \"rpc\": {\"data\": null}}"));
    }

    @Test
    void obeys_each_line_of_a_frame() {
        socket.receive("""
                {"id": 1, "connect": {}}
                {"id": 2, "rpc": {"method": "desk.greet", "data": {"args": ["A", 1]}}}

                {"id": 3, "rpc": {"method": "desk.greet", "data": {"args": ["B", 1]}}}
                """);

        assertThat(reply(2).getJsonObject("rpc").getString("data")).isEqualTo("Hello A! ");
        assertThat(reply(3).getJsonObject("rpc").getString("data")).isEqualTo("Hello B! ");
    }

    @Test
    void tells_the_method_who_calls_and_what_travels_along() {
        connect();

        call(2, "desk.whose", "{}");

        assertThat(reply(2).getJsonObject("rpc").getString("data")).isEqualTo("matt {language=de, tenant=acme}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            desk.nope    | {}                        | 404 | unknown-method
            desk.hidden  | {}                        | 404 | unknown-method
            nope.greet   | {}                        | 404 | unknown-method
            desk.greet   | {"args": ["Matt"]}        | 422 | bad-arguments
            desk.greet   | {"friend": "Matt"}        | 422 | bad-arguments
            desk.greet   | {"args": [], "kwargs":{}} | 400 | malformed-request
            desk.greet   | ["Matt", 1]               | 400 | malformed-request
            desk.refuse  | {}                        | 400 | expected-failure
            desk.decline | {}                        | 400 | expected-failure
            desk.fail    | {}                        | 500 | general-error
            """)
    void answers_a_refusal_or_failure_with_its_problem(String method, String data, int status, String kind) {
        connect();

        call(2, method, data);

        var error = reply(2).getJsonObject("error");
        assertThat(error.getInt("code")).isEqualTo(status);
        assertThat(error.getBoolean("temporary")).isFalse();
        assertThat(error.getJsonObject("problem").getString("className")).isEqualTo(kind);
        assertThat(error.getString("message")).isEqualTo(error.getJsonObject("problem").getString("detail"));
        assertThat(session.closed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": 2, \"presence\": {\"channel\": \"power\"}}", "{\"id\": 2}"})
    void refuses_a_command_it_does_not_know_and_lives(String command) {
        connect();

        socket.receive(command);

        assertThat(reply(2).getJsonObject("error").getInt("code")).isEqualTo(404);
        assertThat(reply(2).getJsonObject("error").getJsonObject("problem").getString("className"))
                .isEqualTo("unknown-command");
        call(3, "desk.greet", "{\"args\": [\"Matt\", 1]}");
        assertThat(reply(3)).containsKey("rpc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": 2, \"rpc\": {}}", "{\"id\": 2, \"rpc\": 5}",
            "{\"id\": 2, \"rpc\": {\"method\": 5}}"})
    void refuses_a_call_without_a_method(String command) {
        connect();

        socket.receive(command);

        assertThat(reply(2).getJsonObject("error").getInt("code")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": 1, \"rpc\": {\"method\": \"desk.greet\"}}", "{}", "{", "5", "", "\n",
            "{\"connect\": {}}", "{\"id\": 0, \"connect\": {}}", "{\"id\": \"1\", \"connect\": {}}",
            "{\"id\": 1.5, \"connect\": {}}"})
    void hangs_up_on_what_comes_first_and_is_no_connect(String frame) {
        socket.receive(frame);

        assertThat(session.closed()).containsExactly(3501);
        assertThat(session.frames()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "nonsense", "{\"rpc\": {\"method\": \"desk.nothing\"}}", "{\"nope\": {}}",
            "{\"id\": 5, \"connect\": {}}"})
    void hangs_up_on_what_is_no_command(String line) {
        connect();

        socket.receive(line + "\n{\"id\": 9, \"rpc\": {\"method\": \"desk.count\"}}");
        socket.receive("{\"id\": 10, \"rpc\": {\"method\": \"desk.count\"}}");

        assertThat(session.closed()).containsExactly(3501);
        assertThat(desk.counted()).isZero();
    }

    @Test
    void runs_as_many_calls_at_once_as_it_may_and_refuses_one_more() {
        connect();
        IntStream.range(0, MAX_CALLS).forEach(i -> call(10 + i, "desk.waitForOthers", "{}"));

        call(99, "desk.nothing", "{}");

        var error = reply(99).getJsonObject("error");
        assertThat(error.getInt("code")).isEqualTo(429);
        assertThat(error.getBoolean("temporary")).isTrue();
        assertThat(error.getJsonObject("problem").getString("className")).isEqualTo("too-many-calls");
        desk.go();
        IntStream.range(0, MAX_CALLS).forEach(i -> assertThat(reply(10 + i)).containsKey("rpc"));
        call(100, "desk.nothing", "{}");
        assertThat(reply(100)).containsKey("rpc");
    }

    @Test
    void answers_by_id_whichever_call_ends_first() {
        connect();
        call(2, "desk.waitForOthers", "{}");

        call(3, "desk.nothing", "{}");

        assertThat(reply(3)).containsKey("rpc");
        assertThat(ids()).doesNotContain(2);
        desk.go();
        assertThat(reply(2)).containsKey("rpc");
    }

    @Test
    void drops_the_result_for_a_socket_that_is_gone() {
        connect();
        call(2, "desk.waitForOthers", "{}");
        writer.drop();

        desk.go();

        await().until(desk::isThrough);
        assertThat(ids()).containsExactly(1);
    }

    @Test
    void tells_a_result_that_cannot_be_written_with_the_id_that_the_caller_got() {
        connect();

        call(2, "desk.knot", "{}");

        var problem = reply(2).getJsonObject("error").getJsonObject("problem");
        assertThat(problem.getString("className")).isEqualTo("unwritable-result");
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR ML0601").contains("desk.knot",
                problem.getString("errorId")));
    }

    @ParameterizedTest
    @ValueSource(ints = {JsonCodec.MAX_DEPTH, 40, 10_000})
    void tells_a_result_that_nests_too_deep_with_the_id_that_the_caller_got(int levels) {
        connect();

        call(2, "desk.nest", "{\"args\": [" + levels + "]}");

        var problem = reply(2).getJsonObject("error").getJsonObject("problem");
        assertThat(problem.getString("className")).isEqualTo("unwritable-result");
        assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).singleElement().asString()
                .contains("ML0601", "desk.nest", problem.getString("errorId"));
    }

    @Test
    void says_nothing_of_a_sensitive_argument_when_the_result_cannot_be_written() {
        connect();

        call(2, "desk.leak", "{\"args\": [\"geheim77\"]}");

        assertThat(problem(2)).isEqualTo("500 unwritable-result");
        assertThat(log.lines()).filteredOn(line -> line.contains("ML0601")).singleElement().asString()
                .contains("***", "getPin").doesNotContain("geheim77");
        assertThat(log.traces()).isEmpty();
    }

    @Test
    void answers_a_call_that_ends_as_nobody_expected_and_logs_it_with_the_id_that_the_caller_got() {
        var failing = new SocketMethods() {
            @Override
            CompletionStage<String> call(JsonObject request, SocketCaller caller) {
                return CompletableFuture.failedStage(new IllegalStateException("out of order"));
            }
        };
        open(new Sockets() {
            @Override
            SocketMethods methods() {
                return failing;
            }

            @Override
            JsonCodec json() {
                return json;
            }

            @Override
            int maxCalls() {
                return 1;
            }

            @Override
            int maxSubscriptions() {
                return 1;
            }

            @Override
            Duration pingAfter() {
                return Duration.ofSeconds(25);
            }
        });
        connect();

        call(2, "desk.nothing", "{}");

        assertThat(problem(2)).isEqualTo("500 general-error");
        assertThat(log.lines()).singleElement().asString().startsWith("ERROR ML0602")
                .contains(reply(2).getJsonObject("error").getJsonObject("problem").getString("errorId"));
        assertThat(log.traces()).singleElement().asString().contains("out of order");
    }

    @Test
    void refuses_calls_of_a_method_that_is_paused_and_of_one_that_is_stopped() {
        connect();
        var bound = methods.add(new SocketMethod(method("greet"))).orElseThrow();

        bound.pause();
        call(2, "desk.greet", "{\"args\": [\"Matt\", 1]}");
        bound.resume();
        call(3, "desk.greet", "{\"args\": [\"Matt\", 1]}");
        bound.stop();
        call(4, "desk.greet", "{\"args\": [\"Matt\", 1]}");

        assertThat(problem(2)).isEqualTo("503 paused");
        assertThat(reply(3)).containsKey("rpc");
        assertThat(problem(4)).isEqualTo("503 stopped");
    }

    private ServiceMethod method(String name) {
        var type = weld.getBeanManager().createAnnotatedType(Desk.class);
        return new ServiceMethod("desk", type.getMethods().stream()
                .filter(method -> method.getJavaMember().getName().equals(name)).findFirst().orElseThrow());
    }

    private String problem(int id) {
        var problem = reply(id).getJsonObject("error").getJsonObject("problem");
        return problem.getInt("status") + " " + problem.getString("className");
    }

    private void connect() {
        socket.receive("{\"id\": 1, \"connect\": {}}");
    }

    private void call(int id, String method, String data) {
        socket.receive("{\"id\": %d, \"rpc\": {\"method\": \"%s\", \"data\": %s}}".formatted(id, method, data));
    }

    private JsonObject reply(int id) {
        await().until(() -> ids().contains(id));
        return session.frames().stream().filter(frame -> frame.getInt("id", 0) == id).findFirst().orElseThrow();
    }

    private Set<Integer> ids() {
        return session.frames().stream().filter(frame -> frame.containsKey("id")).map(frame -> frame.getInt("id"))
                .collect(Collectors.toSet());
    }

    /** Is not a friend. */
    static class NoFriend extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Refers to itself. */
    public static class Knot {
        public Knot getSelf() {
            return this;
        }
    }

    /** Tells what it was made of where nobody expects it. */
    public static class Leaky {
        private final String pin;

        Leaky(String pin) {
            this.pin = pin;
        }

        public String getPin() {
            throw new IllegalStateException("no " + pin);
        }
    }

    @ServiceEntrypoint("desk")
    static class Desk {
        private final CountDownLatch others = new CountDownLatch(1);
        private volatile boolean through;
        private volatile int count;

        @Inject
        Workers workers;

        @SocketRpc
        String greet(String friend, int times) {
            return ("Hello " + friend + "! ").repeat(times);
        }

        @SocketRpc
        void nothing() {}

        @SocketRpc
        void count() {
            count = 1;
        }

        void hidden() {}

        @SocketRpc
        String whose() {
            var call = workers.current().orElseThrow();
            return call.caller().name() + " " + new TreeMap<>(call.context().headers());
        }

        @SocketRpc
        void refuse() throws NoFriend {
            throw new NoFriend();
        }

        @SocketRpc(expected = IllegalStateException.class)
        void decline() {
            throw new IllegalStateException("declined");
        }

        @SocketRpc
        void fail() {
            throw new IllegalStateException("failed");
        }

        @SocketRpc
        Knot knot() {
            return new Knot();
        }

        @SocketRpc
        JsonValue nest(int levels) {
            return NestedJson.of(levels);
        }

        @SocketRpc
        Leaky leak(@Sensitive String pin) {
            return new Leaky(pin);
        }

        @SocketRpc
        void waitForOthers() throws InterruptedException {
            through = others.await(20, TimeUnit.SECONDS);
        }

        void go() {
            others.countDown();
        }

        boolean isThrough() {
            return through;
        }

        int counted() {
            return count;
        }
    }
}
