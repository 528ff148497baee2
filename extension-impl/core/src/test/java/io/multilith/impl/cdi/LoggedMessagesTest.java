package io.multilith.impl.cdi;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.json.JsonObject;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.Workers;
import io.multilith.events.Event;
import io.multilith.events.EventDispatcher;
import io.multilith.events.HandleEvent;
import io.multilith.impl.config.Settings;
import io.multilith.impl.events.BusEventDispatcher;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessagingException;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Collection;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.ResourceRequest;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** What an operator reads of a running application: each message with its level, its id and the place. */
class LoggedMessagesTest {
    @RegisterExtension
    final LogRecords log = new LogRecords();

    private WeldContainer container;

    @AfterEach
    void close() {
        if (container != null && container.isRunning()) {
            container.close();
        }
        Configured.release();
    }

    @Test
    void tell_start_and_stop_with_the_names_of_what_is_there() {
        boot(Map.of());

        container.close();

        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("INFO ML0002").contains("[faulty]"));
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("INFO ML0003"));
    }

    @Test
    void tell_an_entrypoint_that_failed_to_stop_by_its_type() {
        Configured.register(Map.of());
        container = Deployed.weld(Faulty.class, Client.class, StuckDoor.class).initialize();

        container.close();

        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR ML0004").contains("StuckDoor"));
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("INFO ML0003"));
    }

    @Test
    void tell_once_that_no_broker_is_configured() {
        boot(Map.of());

        assertThat(log.lines()).filteredOn(line -> line.contains("ML0706")).hasSize(1);
    }

    @Test
    void tell_a_failure_with_the_id_that_the_caller_got() {
        boot(Map.of());

        var failure = catchThrowableOfType(ProblemException.class, () -> client().fail());

        var id = failure.problem().errorId().orElseThrow();
        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR ML0120").contains("faulty.fail", id));
    }

    @Test
    void tell_a_refusal_with_its_kind() {
        boot(Map.of());

        var refusal = catchThrowableOfType(ProblemException.class, () -> client().number("x"));

        assertThat(refusal.problem().kind()).isEqualTo("bad-arguments");
        assertThat(log.lines()).anySatisfy(
                line -> assertThat(line).startsWith("WARN").contains("ML0121", "faulty.number", "bad-arguments"));
    }

    @Test
    void tell_a_result_that_cannot_be_written_with_the_id_that_the_caller_got() {
        boot(Map.of());

        var failure = catchThrowableOfType(ProblemException.class, () -> client().knot());

        var id = failure.problem().errorId().orElseThrow();
        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR ML0303").contains("faulty.knot", id));
    }

    @Test
    void tell_a_dead_letter_with_handler_address_and_attempts() {
        boot(Map.of("multilith.events.attempts", "2", "multilith.events.retry-delay", "PT0.01S"));

        container.select(EventDispatcher.class).get().from("orders").dispatch("order.placed", 1);

        await().untilAsserted(() -> assertThat(log.lines()).anySatisfy(line -> assertThat(line)
                .startsWith("WARN").contains("ML0403", "faulty.on", "dlq.faulty.on", "after 2 attempts")));
        assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).singleElement().asString()
                .contains("ML0120", "faulty.on");
        assertThat(log.lines()).filteredOn(line -> line.contains("ML0129")).hasSize(1);
    }

    @Test
    void tell_how_many_calls_still_run_when_the_time_to_stop_is_over() {
        boot(Map.of("multilith.lifecycle.stop-timeout", "PT0.05S"));
        var stuck = container.select(Client.class).get().faulty.stuck();
        var service = container.select(Faulty.class).get();
        await().until(service::isStuck);

        container.close();

        assertThat(stuck).isNotNull();
        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).startsWith("WARN").contains("ML0122", "1 calls"));
    }

    @Test
    void tell_a_collections_fault_with_the_id_that_the_caller_got() {
        Configured.register(Map.of());
        container = Deployed.weld(Faulty.class, Client.class, PowerCollection.class, BrokenDispatcher.class)
                .initialize();

        var failure = catchThrowableOfType(ProblemException.class,
                () -> container.select(Client.class).get().power.find(Query.ALL));

        assertThat(failure.problem().toJson().toString()).doesNotContain("disk");
        var id = failure.problem().errorId().orElseThrow();
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR ML0304").contains("power", id));
    }

    @Test
    void tell_an_event_that_was_not_safe_in_time() {
        Configured.register(Map.of("multilith.events.dispatch-timeout", "PT0.05S"));
        container = Deployed.weld(Faulty.class, Client.class, SlowDispatcher.class).initialize();
        var events = container.select(SlowDispatcher.class).get();

        assertThatExceptionOfType(MessagingException.BrokerUnavailable.class)
                .isThrownBy(() -> events.from("orders").dispatch("order.placed", 1)).withMessageStartingWith("ML0405")
                .withMessageContaining("order.placed").withMessageContaining("PT0.05S");
    }

    private void boot(Map<String, String> keys) {
        Configured.register(keys);
        container = Deployed.weld(Faulty.class, Client.class).initialize();
    }

    private FaultyApi client() {
        return container.select(Client.class).get().faulty;
    }

    interface FaultyApi {
        void fail();

        int number(String text);

        Object knot();

        CompletionStage<Void> stuck();
    }

    public static class Knot {
        public Knot getSelf() {
            return this;
        }
    }

    @ServiceEntrypoint("faulty")
    static class Faulty {
        private final CountDownLatch never = new CountDownLatch(1);
        private final CountDownLatch stuck = new CountDownLatch(1);

        @Rpc
        void fail() {
            throw new IllegalStateException("failed");
        }

        @Rpc
        int number(int number) {
            return number;
        }

        @Rpc
        Knot knot() {
            return new Knot();
        }

        @Rpc
        void stuck() throws InterruptedException {
            stuck.countDown();
            never.await(1, TimeUnit.SECONDS);
        }

        @HandleEvent(source = "orders", type = "order.placed")
        void on() {
            throw new IllegalStateException("failed");
        }

        boolean isStuck() {
            return stuck.getCount() == 0;
        }
    }

    @Dependent
    static class Client {
        @Inject
        @RemoteService("faulty")
        FaultyApi faulty;

        @Inject
        @Collection("power")
        ResourceClient<JsonObject> power;
    }

    @ResourceCollection("power")
    static class PowerCollection implements ResourceModel<JsonObject> {}

    /** Opens and does not close. */
    @ApplicationScoped
    static class StuckDoor implements Entrypoint {
        @Override
        public void start() {
            // It opens.
        }

        @Override
        public void stop() {
            throw new IllegalStateException("stuck");
        }
    }

    /** Stands for a backend whose disk is full. */
    @Alternative
    @Priority(Interceptor.Priority.APPLICATION)
    @ApplicationScoped
    static class BrokenDispatcher implements ResourceDispatcher {
        @Override
        public SortedSet<String> collections() {
            return new TreeSet<>(Set.of("power"));
        }

        @Override
        public CollectionDescription description(String collection) {
            return new CollectionDescription(collection, JsonObject.class, Set.of(), Set.of(), false, false,
                    new TreeMap<>(),
                    new TreeMap<>());
        }

        @Override
        public ResourceAnswer dispatch(ResourceRequest request) {
            throw new IllegalStateException("the disk is full");
        }
    }

    /** Stands for a broker that does not answer. */
    @Alternative
    @Priority(Interceptor.Priority.APPLICATION)
    @ApplicationScoped
    static class SlowDispatcher extends BusEventDispatcher {
        SlowDispatcher() {}

        @Inject
        SlowDispatcher(MessageBus bus, JsonCodec json, Workers workers, Settings settings) {
            super(bus, json, workers, settings);
        }

        @Override
        public CompletionStage<Void> send(Event event) {
            return new CompletableFuture<Void>().completeOnTimeout(null, Duration.ofSeconds(5).toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
