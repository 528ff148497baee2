package io.multilith.impl.rpc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.Services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What travels along a chain of calls: ids, deadline and context data. */
@ExtendWith(WeldJunit5Extension.class)
class CallContextTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(First.class, Second.class, Third.class, Outside.class);

    @Test
    void ids_grow_along_the_chain() {
        var chain = services().service("first").as(FirstApi.class).go();

        var ids = chain.stream().map(Seen::callId).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(chain.get(0).stack()).containsExactlyElementsOf(ids.subList(0, 1));
        assertThat(chain.get(1).stack()).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(chain.get(2).stack()).containsExactlyElementsOf(ids);
    }

    @Test
    void data_reaches_the_end_of_the_chain() {
        var first = services().service("first").with(CallHeader.TENANT, "acme").with(CallHeader.LANGUAGE, Locale.FRENCH)
                .with(CallHeader.PRINCIPAL, "ada").with(CallHeader.TRACE_PARENT, TRACE);

        var chain = first.as(FirstApi.class).go();

        assertThat(chain).allSatisfy(seen -> assertThat(seen.headers()).isEqualTo(
                Map.of("tenant", "acme", "language", "fr", "principal", "ada", "traceparent", TRACE)));
    }

    @Test
    void data_may_be_changed_on_the_way() {
        var chain = services().service("first").with(CallHeader.TENANT, "acme").as(FirstApi.class).goAs("other");

        assertThat(chain.get(0).headers()).containsEntry("tenant", "acme");
        assertThat(chain.get(1).headers()).containsEntry("tenant", "other");
    }

    @Test
    void a_call_from_outside_of_any_begins_anew() {
        var chain = services().service("first").as(FirstApi.class).go();

        assertThat(chain.get(0).stack()).hasSize(1);
        assertThat(chain.get(0).headers()).isEmpty();
    }

    @Test
    void the_nearer_deadline_is_passed_on() {
        var begin = Instant.now();

        var chain = services().service("first").withTimeout(Duration.ofSeconds(3)).as(FirstApi.class).go();

        assertThat(chain).allSatisfy(seen -> assertThat(Instant.ofEpochMilli(seen.deadline()))
                .isCloseTo(begin.plusSeconds(3), within(Duration.ofMillis(900))));
    }

    @Test
    void data_of_no_known_kind_goes_no_further() {
        var chain = go(Map.of("tenant", "acme", "colour", "blue", "authorization", "secret"));

        assertThat(chain.get(2).headers()).isEqualTo(Map.of("tenant", "acme"));
    }

    @ParameterizedTest
    @CsvSource({"tenant,513", "principal,513", "language,513"})
    void data_that_is_too_long_is_dropped(String header, int length) {
        var chain = go(Map.of(header, "a".repeat(length)));

        assertThat(chain.get(0).headers()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void malformed_data_is_dropped(String header, String value) {
        var chain = go(Map.of(header, value));

        assertThat(chain.get(0).headers()).isEmpty();
    }

    static Stream<Arguments> malformed_data_is_dropped() {
        return Stream.of(arguments("tenant", "a\nb"), arguments("principal", "\u0000"), arguments("tenant", ""),
                arguments("traceparent", "00-a-b-01"), arguments("language", "not_a_language!"));
    }

    @Test
    void data_of_another_type_than_text_is_dropped() {
        assertThat(go(Map.of("tenant", 7L, "traceparent", true)).get(0).headers()).isEmpty();
    }

    @Test
    void malformed_data_of_a_client_of_ours_is_not_sent() {
        var chain = services().service("first").with(CallHeader.TENANT, "a\nb").as(FirstApi.class).go();

        assertThat(chain.get(0).headers()).isEmpty();
    }

    @Test
    void the_last_fifty_ids_are_kept() {
        var many = IntStream.range(0, 80).mapToObj(i -> "id" + i).collect(Collectors.joining(","));

        var chain = go(Map.of("call-id-stack", many));

        assertThat(chain.get(0).callers()).hasSize(50).endsWith("id78", "id79");
        assertThat(chain.get(2).callers()).hasSize(50).contains("id79").doesNotContain("id31");
    }

    @Test
    void ids_that_are_none_are_left_out() {
        var chain = go(Map.of("call-id-stack", "a,,b\u0007b," + "x".repeat(129) + ", c ," + "y".repeat(128)));

        assertThat(chain.get(0).callers()).containsExactly("a", "c", "y".repeat(128));
    }

    private Services services() {
        return weld.select(Outside.class).get().services;
    }

    /** As a client of another make would call. */
    private List<Seen> go(Map<String, Object> headers) {
        var properties = new HashMap<>(headers);
        var question = Message.toQueue("rpc.first", "{\"args\":[]}").withSubject("go").withHeaders(properties)
                .withTimeToLive(Duration.ofSeconds(5));
        var answer = weld.select(MessageBus.class).get().request(question, Instant.now().plusSeconds(5))
                .toCompletableFuture().join();
        var json = weld.select(JsonCodec.class).get();
        var reply = json.parse(new String(answer.body(), StandardCharsets.UTF_8)).asJsonObject();
        assertThat(reply).containsOnlyKeys("result");
        return reply.getJsonArray("result").stream().map(seen -> (Seen) json.decode(seen, Seen.class, "")).toList();
    }

    /** A call's context as the called method sees it. */
    public record Seen(String callId, List<String> callers, List<String> stack, long deadline,
            Map<String, String> headers) {
        static Seen of(Workers workers) {
            CallContext context = workers.current().orElseThrow().context();
            return new Seen(context.callId(), context.callers(), context.callIdStack(),
                    context.deadline().map(Instant::toEpochMilli).orElse(0L), context.headers());
        }

        List<Seen> before(List<Seen> others) {
            return Stream.concat(Stream.of(this), others.stream()).toList();
        }
    }

    interface FirstApi {
        List<Seen> go();

        List<Seen> goAs(String tenant);
    }

    interface NextApi {
        List<Seen> go();
    }

    @ServiceEntrypoint("first")
    static class First {
        @Inject
        Workers workers;

        @Inject
        Services services;

        @Inject
        @RemoteService("second")
        NextApi second;

        @Rpc
        List<Seen> go() {
            return Seen.of(workers).before(second.go());
        }

        @Rpc
        List<Seen> goAs(String tenant) {
            return Seen.of(workers)
                    .before(services.service("second").with(CallHeader.TENANT, tenant).as(NextApi.class).go());
        }
    }

    @ServiceEntrypoint("second")
    static class Second {
        @Inject
        Workers workers;

        @Inject
        @RemoteService("third")
        NextApi third;

        @Rpc
        List<Seen> go() {
            return Seen.of(workers).before(third.go());
        }
    }

    @ServiceEntrypoint("third")
    static class Third {
        @Inject
        Workers workers;

        @Rpc
        List<Seen> go() {
            return List.of(Seen.of(workers));
        }
    }

    @Dependent
    static class Outside {
        @Inject
        Services services;
    }
}
