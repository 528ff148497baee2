package io.multilith.impl.http;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;

import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.WorkerListener;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.entrypoint.WorkerPipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which call of a service is that of the request, and what becomes of it. */
@EnableWeld
class RestMethodInterceptorTest {
    @RegisterExtension
    static final Configured CONFIGURATION = Configured.withNothing();
    @RegisterExtension
    final LogRecords log = new LogRecords();
    @WeldSetup
    WeldInitiator weld = Deployed.application(Desk.class, Told.class);

    @Inject
    Desk desk;
    @Inject
    Told told;
    @Inject
    WorkerPipeline pipeline;
    @Inject
    RestCall call;
    @Inject
    RequestContextController request;
    private final Map<String, Object> properties = new ConcurrentHashMap<>();
    private boolean isActive;

    @BeforeEach
    void begin() {
        isActive = request.activate();
    }

    @AfterEach
    void end() {
        if (isActive) {
            request.deactivate();
        }
    }

    @Test
    void runs_the_matched_method_through_the_workers_with_what_the_request_says() throws NoFriend {
        match("greet");

        desk.greet("Matt", null);

        var invocation = desk.invocation();
        assertThat(invocation.method().qualifiedName()).isEqualTo("desk.greet");
        assertThat(invocation.caller().name()).isEqualTo("olive");
        assertThat(((Arguments.Values) invocation.arguments()).values()).containsExactly("Matt", null);
        assertThat(new TreeMap<>(invocation.context().headers()))
                .hasToString("{language=de-CH, principal=olive, tenant=acme}");
        assertThat(invocation.context().callIdStack()).hasSize(1);
        assertThat(invocation.context().deadline()).isEmpty();
    }

    @Test
    void runs_it_once_and_lets_other_calls_go_straight_on() throws NoFriend {
        match("greet");
        desk.greet("Matt", null);

        desk.greet("Matt", null);

        assertThat(desk.invocation()).isNull();
    }

    @Test
    void lets_a_method_that_is_not_matched_go_straight_on() throws NoFriend {
        match("other");

        desk.greet("Matt", null);

        assertThat(desk.invocation()).isNull();
    }

    @Test
    void lets_calls_go_straight_on_where_there_is_no_request() throws NoFriend {
        request.deactivate();
        isActive = false;

        desk.greet("Matt", null);

        assertThat(desk.invocation()).isNull();
    }

    @Test
    void throws_what_the_method_threw_and_keeps_what_the_client_is_told() {
        match("greet");

        assertThatThrownBy(() -> desk.greet("nobody", null)).isInstanceOf(NoFriend.class);

        assertThat(properties.values()).singleElement().isInstanceOfSatisfying(RestFailure.class, failure -> {
            assertThat(failure.thrown()).isInstanceOf(NoFriend.class);
            assertThat(failure.problem().errorCode()).contains("NoFriend");
        });
        assertThat(log.lines()).filteredOn(line -> line.contains("ML0121")).hasSize(1);
    }

    @Nested
    class A_stage {
        private final CompletableFuture<String> stage = new CompletableFuture<>();
        private CompletionStage<String> answer;

        @BeforeEach
        void beginToRead() throws NoFriend {
            match("read");
            answer = desk.read(stage, "xyzzy");
        }

        @Test
        void is_waited_for_by_listeners_and_by_a_stop() {
            pipeline.drain(Duration.ofMillis(1));
            assertThat(told.ends()).isEmpty();
            assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains("ML0122"));
            log.clear();

            stage.complete("read");

            assertThat(answer).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo("read");
            assertThat(told.ends()).containsExactly(new WorkerResult.Returned(Optional.of("read")));
            pipeline.drain(Duration.ofSeconds(5));
            assertThat(log.lines()).noneSatisfy(line -> assertThat(line).contains("ML0122"));
        }

        @Test
        void that_fails_is_a_failure_with_an_id_and_without_secrets() {
            var fault = new IllegalStateException("The card xyzzy is broken.");

            stage.completeExceptionally(new CompletionException(fault));

            assertThat(answer).failsWithin(5, TimeUnit.SECONDS).withThrowableThat().havingCause().isSameAs(fault);
            var failure = failure();
            assertThat(failure.thrown()).isSameAs(fault);
            assertThat(failure.problem().detail()).isEqualTo("The service failed.");
            assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).singleElement().asString()
                    .contains("ML0120", "desk.read", failure.problem().errorId().orElseThrow(), "***")
                    .doesNotContain("xyzzy");
            assertThat(told.ends()).singleElement().isInstanceOf(WorkerResult.Failed.class);
        }

        @Test
        void that_ends_with_an_expected_exception_is_refused() {
            stage.completeExceptionally(new NoFriend());

            assertThat(answer).failsWithin(5, TimeUnit.SECONDS).withThrowableThat().havingCause()
                    .isInstanceOf(NoFriend.class);
            assertThat(failure().problem().errorCode()).contains("NoFriend");
            assertThat(log.lines()).filteredOn(line -> line.contains("ML0121")).hasSize(1);
            assertThat(told.ends()).singleElement().isInstanceOf(WorkerResult.ExpectedFailure.class);
        }

        private RestFailure failure() {
            return (RestFailure) properties.values().iterator().next();
        }
    }

    private void match(String name) {
        call.match(method(name), proxy(ContainerRequestContext.class, Map.of("getAcceptableLanguages",
                List.of(Locale.forLanguageTag("*"), Locale.forLanguageTag("de-CH")), "getSecurityContext",
                proxy(SecurityContext.class, Map.of("getUserPrincipal", (Principal) () -> "olive")))));
    }

    private static Method method(String name) {
        return List.of(Desk.class.getDeclaredMethods()).stream().filter(method -> method.getName().equals(name))
                .findFirst().orElseThrow();
    }

    private <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getHeaderString" -> arguments[0].equals("tenant") ? "acme" : null;
                    case "setProperty" -> properties.put((String) arguments[0], arguments[1]);
                    default -> answers.get(method.getName());
                }));
    }

    static class NoFriend extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @ApplicationScoped
    static class Told implements WorkerListener {
        private final List<WorkerResult> ends = new CopyOnWriteArrayList<>();

        @Override
        public void after(Invocation invocation, WorkerResult result) {
            ends.add(result);
        }

        List<WorkerResult> ends() {
            return ends;
        }
    }

    @ServiceEntrypoint("desk")
    static class Desk {
        private Invocation invocation;

        @Inject
        Workers workers;

        void greet(String friend, String title) throws NoFriend {
            invocation = workers.current().orElse(null);
            if (friend.equals("nobody")) {
                throw new NoFriend();
            }
        }

        void other() {}

        CompletionStage<String> read(CompletionStage<String> stage, @Sensitive String card) throws NoFriend {
            return stage;
        }

        Invocation invocation() {
            return invocation;
        }
    }
}
