package io.multilith.tck.liberty;

import java.io.File;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.multilith.problem.ProblemException;
import io.multilith.resource.Collection;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceClient;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Inside the server, where the sample's clients are injected: each call goes through the in-process bus, as co-deployed calls do. */
@ExtendWith(ArquillianExtension.class)
@Dependent
@Tag("core")
class InContainerIT {
    private static final Duration NO_SERVICE = Duration.ofSeconds(1);

    @Inject
    @RemoteService("greeter")
    private GreeterApi greeter;
    @Inject
    @RemoteService("power-journal")
    private JournalApi journal;
    @Inject
    @RemoteService("nobody")
    private GreeterApi nobody;
    @Inject
    @Collection("power")
    private ResourceClient<PowerRecord> powers;
    @Inject
    @Collection("nothing")
    private ResourceClient<PowerRecord> nothing;

    /** The greeter, as a caller sees it. */
    interface GreeterApi {
        String greet(String friend);
    }

    /** The journal, as a caller sees it. */
    interface JournalApi {
        List<String> latest();
    }

    @Deployment
    static WebArchive inContainer() throws URISyntaxException {
        return Sample.war().addClasses(InContainerIT.class, GreeterApi.class, JournalApi.class, PowerRecord.class,
                Patience.class)
                .addAsLibraries(jar(Assertions.class), jar(Awaitility.class), jar(Matcher.class));
    }

    @Test
    void calls_a_service() {
        assertThat(greeter.greet("Matt")).isEqualTo("Hello Matt!");
    }

    @Test
    void reads_and_changes_a_collection() {
        var created = powers.create(new PowerRecord(null, 3, "done", null, null));

        assertThat(created).isEqualTo(new PowerRecord(created.id(), 3, "done", null, null));
        assertThat(powers.get(created.id())).contains(created);
        assertThat(powers.find(Query.ALL)).contains(created);
        assertThat(powers.patch(created.id(), Map.of("value", 4)).value()).isEqualTo(4);
        var replaced = new PowerRecord(created.id(), 5, "done", null, "replaced");
        assertThat(powers.update(created.id(), replaced)).isEqualTo(replaced);
        assertThat(powers.remove(created.id())).isEqualTo(replaced);
        assertThat(powers.get(created.id())).isEmpty();
    }

    @Test
    void tells_the_caller_what_a_collection_refused() {
        var wrong = new PowerRecord(null, null, "done", null, null);

        assertThatThrownBy(() -> powers.create(wrong)).isInstanceOfSatisfying(ProblemException.class,
                refusal -> assertThat(refusal.problem().errors()).singleElement()
                        .satisfies(error -> assertThat(error.pointer()).isEqualTo("/value")));
    }

    @Test
    void has_a_pending_value_squared_by_the_worker() {
        var created = powers.create(new PowerRecord(null, 12, null, null, null));

        await().atMost(Patience.TIMEOUT).until(() -> powers.get(created.id()).orElseThrow()
                .equals(new PowerRecord(created.id(), 12, "done", 144L, null)));
    }

    @Test
    void sees_what_a_channel_of_the_application_received() {
        var created = powers.create(new PowerRecord(null, 3, "done", null, null));
        powers.update(created.id(), created);
        powers.remove(created.id());

        await().atMost(Patience.TIMEOUT).untilAsserted(() -> assertThat(journal.latest())
                .containsSubsequence("power.created", "power.replaced", "power.removed"));
    }

    @Test
    void fails_at_once_when_nobody_serves_the_name() {
        var start = System.nanoTime();

        assertThatThrownBy(() -> nobody.greet("Matt")).isInstanceOf(RpcException.NoService.class);
        assertThatThrownBy(() -> nothing.get("1")).isInstanceOf(RpcException.NoService.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Patience.of(NO_SERVICE.multipliedBy(2)));
    }

    @Test
    void answers_many_threads_at_once() throws InterruptedException, ExecutionException, TimeoutException {
        var threads = 64;
        var callsEach = 25;
        var begin = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var callers = new ArrayList<Future<Void>>();
            for (var i = 0; i < threads; i++) {
                callers.add(pool.submit(() -> {
                    begin.await();
                    for (var j = 0; j < callsEach; j++) {
                        var friend = UUID.randomUUID().toString();
                        assertThat(greeter.greet(friend)).isEqualTo("Hello " + friend + "!");
                        assertThat(powers.get(friend)).isEmpty();
                    }
                    return null;
                }));
            }

            begin.countDown();

            for (var caller : callers) {
                caller.get(Patience.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    static File jar(Class<?> type) throws URISyntaxException {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
