package io.multilith.impl.cdi;

import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.consume.Consume;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointKind;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.Event;
import io.multilith.events.HandleEvent;
import io.multilith.problem.DeploymentProblems;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.Collection;
import io.multilith.resource.OnResource;
import io.multilith.resource.Operation;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.rpc.OneWay;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.timer.Timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Every mistake that keeps an application from starting, with id, place and fix. */
class DeploymentProblemsTest {
    @AfterEach
    void forget() {
        Configured.release();
    }

    @Nested
    class Names {
        @Test
        void of_two_services_are_the_same() {
            assertProblem(deploy(Greeter.class, Greeter2.class), "ML0111", "\"greeter\"", Greeter.class.getName(),
                    Greeter2.class.getName());
        }

        @Test
        void of_a_service_and_a_collection_are_the_same() {
            assertProblem(deploy(Greeter.class, GreeterCollection.class), "ML0111", "\"greeter\"",
                    Greeter.class.getName(), GreeterCollection.class.getName());
        }

        @Test
        void are_not_of_the_form() {
            assertProblem(deploy(BadName.class), "ML0112", "\"Bad_Name\"", BadName.class.getName());
        }

        @Test
        void are_words_of_the_configuration() {
            assertProblem(deploy(Reserved.class), "ML0113", "\"events\"", Reserved.class.getName(), "rpc");
        }
    }

    @Nested
    class Entrypoints {
        @Test
        void are_of_a_kind_that_nobody_binds() {
            assertProblem(deploy(Unbound.class), "ML0110", "@Cron", Unbound.class.getName() + "#nightly",
                    "EntrypointBinder<Cron>");
        }

        @Test
        void are_private() {
            assertProblem(deploy(Private.class), "ML0114", Private.class.getName() + "#hidden");
        }

        @Test
        void are_of_a_kind_that_two_bind() {
            assertProblem(deploy(FirstBinder.class, SecondBinder.class), "ML0116", FirstBinder.class.getName(),
                    SecondBinder.class.getName(), "@Cron");
        }

        @Test
        void are_on_a_class_that_is_no_service() {
            assertProblem(deploy(NoService.class), "ML0117", "@Rpc", NoService.class.getName() + "#greet");
        }
    }

    @Nested
    class Placements {
        @Test
        void are_elsewhere_and_there_is_no_broker() {
            assertProblem(deployWith(Map.of("multilith.placement.power", "remote"), PowerCollection.class), "ML0118",
                    "\"power\"", PowerCollection.class.getName(), "multilith.placement.power", "amqp-host");
        }

        @Test
        void are_none_that_there_is() {
            assertProblem(deployWith(Map.of("multilith.placement.power", "nearby"), PowerCollection.class), "ML0900",
                    "multilith.placement.power", "\"nearby\"", "local, remote or auto");
        }
    }

    @Nested
    class Collections {
        @Test
        void want_a_backend_that_is_not_there() {
            assertProblem(deployWith(Map.of("multilith.power.backend", "punchcards"), PowerCollection.class),
                    "ML0200", "\"power\"", PowerCollection.class.getName(), "\"punchcards\"",
                    "multilith.power.backend", "[memory]");
        }

        @Test
        void have_no_model() {
            assertProblem(deploy(NoModel.class), "ML0201", NoModel.class.getName());
        }

        @Test
        void have_a_model_that_cannot_be_told() {
            assertProblem(deploy(UnclearModel.class), "ML0202", UnclearModel.class.getName(), "List");
        }

        @Test
        void are_injected_as_something_else() {
            assertProblem(deploy(PowerCollection.class, NoClient.class), "ML0203", "@Collection(\"power\")",
                    NoClient.class.getName(), "powers", "String");
        }
    }

    @Nested
    class Calls {
        @Test
        void go_to_two_methods_of_one_name() {
            assertProblem(deploy(Overloaded.class), "ML0300", "greet", Overloaded.class.getName() + "#greet");
        }

        @Test
        void return_what_is_of_use_in_its_own_process_only() {
            assertProblem(deploy(Supplying.class), "ML0309", Supplying.class.getName() + "#later",
                    "java.util.function.Supplier");
        }

        @Test
        void are_made_by_a_class_in_place_of_an_interface() {
            assertProblem(deploy(Greeter.class, ClassClient.class), "ML0301", "@RemoteService(\"greeter\")",
                    Greeter.class.getName());
        }

        @Test
        void are_one_way_and_have_a_result() {
            assertProblem(deploy(OneWayClient.class), "ML0305", OneWayClient.OneWayApi.class.getName() + "#send",
                    "String");
        }

        @ParameterizedTest
        @ValueSource(classes = {RawClient.class, AnyClient.class, FutureClient.class, VariableClient.class})
        void have_a_result_that_cannot_be_told(Class<?> client) {
            assertProblem(deploy(client), "ML0306", client.getName(), "Api#get");
        }

        @Test
        void take_what_is_of_use_in_its_own_process_only() {
            assertProblem(deploy(StreamClient.class), "ML0309", StreamClient.class.getName(), "Api#store",
                    "java.io.InputStream");
        }

        @Test
        void are_made_by_an_interface_with_two_methods_of_one_name() {
            assertProblem(deploy(OverloadedClient.class), "ML0307",
                    OverloadedClient.OverloadedApi.class.getName() + "#greet");
        }

        @Test
        void have_timeouts_of_methods_that_are_called_or_offered_here() {
            var problems = deployWith(Map.of("multilith.greeter.greet.timeout", "PT1S",
                    "multilith.far.get.timeout", "PT1S", "multilith.far.got.timeout", "PT1S",
                    "multilith.greeter.greet.timeouts", "PT1S"), Greeter.class, FarClient.class);

            assertThat(problems).hasSize(2);
            assertThat(problems.get(0)).contains("multilith.far.got.timeout", "multilith.far.get.timeout");
            assertThat(problems.get(1)).contains("multilith.greeter.greet.timeouts",
                    "multilith.greeter.greet.timeout");
        }
    }

    @Nested
    class Events {
        @Test
        void are_handled_by_a_method_with_two_parameters() {
            assertProblem(deploy(TwoParameters.class), "ML0400", TwoParameters.class.getName() + "#on", "2 parameters");
        }

        @Test
        void are_handled_by_a_method_that_takes_the_event_twice() {
            assertProblem(deploy(TwoEvents.class), "ML0400", TwoEvents.class.getName() + "#on", "2 parameters");
        }

        @Test
        void are_of_a_type_that_is_no_name() {
            assertProblem(deploy(BadType.class), "ML0408", BadType.class.getName() + "#on", "\"order.*.x\"");
        }

        @Test
        void come_from_no_source() {
            assertProblem(deploy(NoSource.class), "ML0409", NoSource.class.getName() + "#on");
        }

        @Test
        void are_consumed_from_an_address_of_our_own() {
            assertProblem(deploy(OwnAddress.class), "ML0451", OwnAddress.class.getName() + "#on", "\"dlq.x\"");
        }

        @Test
        void are_consumed_from_no_address() {
            assertProblem(deploy(NoAddress.class), "ML0452", NoAddress.class.getName() + "#on");
        }

        @Test
        void are_consumed_by_a_method_without_parameter() {
            assertProblem(deploy(NoParameter.class), "ML0450", NoParameter.class.getName() + "#on", "0 parameters");
        }

        @Test
        void are_of_no_type() {
            assertProblem(deploy(NoType.class), "ML0401", NoType.class.getName() + "#on");
        }

        @Test
        void come_from_a_source_that_is_no_name() {
            assertProblem(deploy(BadSource.class), "ML0402", BadSource.class.getName() + "#on", "\"Not A Name\"");
        }

        @Test
        void are_handled_by_two_methods_of_one_name() {
            assertProblem(deploy(TwoHandlers.class), "ML0406", TwoHandlers.class.getName() + "#on");
        }
    }

    @Nested
    class Messages {
        @Test
        void reach_two_methods_of_one_name_by_different_kinds() {
            assertProblem(deploy(TwoKinds.class), "ML0406", TwoKinds.class.getName() + "#on");
        }
    }

    @Nested
    class Timers {
        @Test
        void have_a_method_with_parameters() {
            assertProblem(deploy(TimerWithParameter.class), "ML0100", TimerWithParameter.class.getName() + "#tick");
        }

        @Test
        void have_no_schedule() {
            assertProblem(deploy(NoSchedule.class), "ML0101", NoSchedule.class.getName() + "#tick");
        }

        @Test
        void have_two_schedules() {
            assertProblem(deploy(TwoSchedules.class), "ML0101", TwoSchedules.class.getName() + "#tick", "PT1S",
                    "0 3 * * *");
        }

        @Test
        void are_kept_by_a_collection_that_is_not_here() {
            assertProblem(deploy(PowerCollection.class, TimerElsewhere.class), "ML0102",
                    TimerElsewhere.class.getName() + "#tick", "\"far\"", "[power]");
        }

        @Test
        void have_schedules_that_are_none() {
            var problems = deploy(BadSchedules.class);

            for (var method : List.of("word", "nothing", "backwards", "cron", "never")) {
                assertProblem(problems, "ML0101", BadSchedules.class.getName() + "#" + method);
            }
        }
    }

    @Nested
    class Workers {
        @Test
        void are_of_a_collection_that_is_not_here() {
            assertProblem(deploy(PowerCollection.class, FarWorker.class), "ML0180", FarWorker.class.getName() + "#on",
                    "\"far\"", "[power]");
        }

        @Test
        void ask_for_fields_and_by_operators_that_there_are_not() {
            var problems = deploy(PowerCollection.class, BadWorker.class);

            assertProblem(problems, "ML0181", BadWorker.class.getName() + "#field", "/statsu is not a known field",
                    "[id, value]");
            assertProblem(problems, "ML0181", BadWorker.class.getName() + "#operator", "/value/$regex");
            assertProblem(problems, "ML0181", BadWorker.class.getName() + "#type", "/value");
            assertProblem(problems, "ML0181", BadWorker.class.getName() + "#page", "/$limit is for lists only");
            assertProblem(problems, "ML0181", BadWorker.class.getName() + "#fields", "/$select is no condition");
        }

        @Test
        void take_what_no_record_fits() {
            var problems = deploy(PowerCollection.class, BadWorker.class);

            assertProblem(problems, "ML0182", BadWorker.class.getName() + "#nothing", "()", Power.class.getTypeName());
            assertProblem(problems, "ML0182", BadWorker.class.getName() + "#other", "(java.lang.String)");
            assertProblem(problems, "ML0182", BadWorker.class.getName() + "#both");
        }

        @Test
        void sweep_after_what_is_no_time() {
            var problems = deploy(PowerCollection.class, BadWorker.class);

            assertProblem(problems, "ML0183", BadWorker.class.getName() + "#word", "\"soon\"");
            assertProblem(problems, "ML0183", BadWorker.class.getName() + "#backwards", "\"-PT1S\"");
        }

        @Test
        void name_changes_that_do_not_go_together() {
            var problems = deploy(PowerCollection.class, BadWorker.class);

            assertProblem(problems, "ML0184", BadWorker.class.getName() + "#never", "[]");
            assertProblem(problems, "ML0184", BadWorker.class.getName() + "#mixed", "[CREATED, REMOVED]");
        }

        @Test
        void are_of_a_collection_that_cannot_be_read() {
            var problems = deploy(Closed.class, ClosedWorker.class);

            assertProblem(problems, "ML0185", ClosedWorker.class.getName() + "#on", "\"closed\"", "FIND");
            assertProblem(problems, "ML0185", ClosedWorker.class.getName() + "#on", "\"closed\"", "GET");
        }

        @Test
        void are_told_all_at_once() {
            assertThat(deploy(PowerCollection.class, BadWorker.class)).hasSize(12);
        }
    }

    @Nested
    class Configuration {
        @Test
        void has_a_key_that_nobody_reads() {
            assertProblem(deployWith(Map.of("multilith.greeter.timeot", "PT1S"), Greeter.class), "ML0901",
                    "multilith.greeter.timeot", "multilith.greeter.timeout");
        }

        @Test
        void has_a_value_that_is_none() {
            assertProblem(deployWith(Map.of("multilith.rpc.timeout", "soon"), Greeter.class), "ML0900",
                    "multilith.rpc.timeout", "\"soon\"", "PT10S");
        }
    }

    @Nested
    class AllAtOnce {
        @Test
        void are_listed_by_one_boot() {
            var problems = deployWith(
                    Map.of("multilith.rpc.timeout", "soon", "multilith.power.backend", "punchcards",
                            "multilith.greeter.timeot", "PT1S"),
                    Greeter.class, Greeter2.class, GreeterCollection.class, BadName.class, Reserved.class,
                    Unbound.class, Private.class, NoService.class, PowerCollection.class, NoModel.class,
                    UnclearModel.class, NoClient.class, Overloaded.class, ClassClient.class, TwoParameters.class,
                    NoType.class, BadSource.class, TwoHandlers.class, TimerWithParameter.class, NoSchedule.class);

            assertThat(problems).extracting(problem -> problem.substring(0, 6)).contains("ML0100", "ML0101",
                    "ML0110", "ML0111", "ML0112", "ML0113", "ML0114", "ML0117", "ML0200", "ML0201", "ML0202",
                    "ML0203", "ML0300", "ML0301", "ML0400", "ML0401", "ML0402", "ML0406", "ML0900", "ML0901");
        }

        @Test
        void are_counted() {
            var failure = boot(Map.of(), BadName.class, Unbound.class);

            assertThat(failure).hasMessageContaining("ML0001").hasMessageContaining("2 problems");
        }

        @Test
        void are_none_in_a_sound_application() {
            assertThat(boot(Map.of(), Greeter.class, PowerCollection.class)).isNull();
        }
    }

    private static void assertProblem(List<String> problems, String id, String... places) {
        assertThat(problems).anySatisfy(problem -> assertThat(problem).startsWith(id + ": ").contains(places)
                .contains("Fix: "));
    }

    private static List<String> deploy(Class<?>... classes) {
        return deployWith(Map.of(), classes);
    }

    /** The problems, one a line. */
    private static List<String> deployWith(Map<String, String> keys, Class<?>... classes) {
        var failure = boot(keys, classes);
        assertThat(failure).hasMessageContaining("ML0001");
        return failure.getMessage().lines().map(String::strip).filter(line -> line.startsWith("ML"))
                .filter(line -> !line.startsWith("ML0001")).toList();
    }

    private static Throwable boot(Map<String, String> keys, Class<?>... classes) {
        Configured.register(keys);
        return catchThrowable(() -> Deployed.weld(classes).initialize().close());
    }

    public record Power(String id, int value) {}

    @EntrypointKind
    @Retention(RetentionPolicy.RUNTIME)
    @interface Cron {}

    @ServiceEntrypoint("greeter")
    static class Greeter {
        @Rpc
        String greet(String friend) {
            return friend;
        }
    }

    @ServiceEntrypoint("greeter")
    static class Greeter2 {}

    @ResourceCollection("greeter")
    static class GreeterCollection implements ResourceModel<Power> {}

    @ServiceEntrypoint("Bad_Name")
    static class BadName {}

    @ServiceEntrypoint("events")
    static class Reserved {}

    @ServiceEntrypoint("unbound")
    static class Unbound {
        @Cron
        void nightly() {}
    }

    @ServiceEntrypoint("private")
    static class Private {
        @Rpc
        @SuppressWarnings({"unused", "UnusedMethod"})
        private void hidden() {}
    }

    @ApplicationScoped
    static class FirstBinder implements EntrypointBinder<Cron> {
        @Override
        public Entrypoint bind(EntrypointMethod<Cron> method, DeploymentProblems problems) {
            return () -> {};
        }
    }

    @ApplicationScoped
    static class SecondBinder implements EntrypointBinder<Cron> {
        @Override
        public Entrypoint bind(EntrypointMethod<Cron> method, DeploymentProblems problems) {
            return () -> {};
        }
    }

    @ApplicationScoped
    static class NoService {
        @Rpc
        void greet() {}
    }

    @ResourceCollection("power")
    static class PowerCollection implements ResourceModel<Power> {}

    @ResourceCollection("no-model")
    static class NoModel {}

    @ResourceCollection("unclear-model")
    static class UnclearModel implements ResourceModel<List<Power>> {}

    @Dependent
    static class NoClient {
        @Inject
        @Collection("power")
        String powers;
    }

    @ServiceEntrypoint("overloaded")
    static class Overloaded {
        @Rpc
        void greet() {}

        @Rpc
        void greet(String friend) {}
    }

    @Dependent
    static class ClassClient {
        @Inject
        @RemoteService("greeter")
        Greeter greeter;

        @Inject
        @Collection("power")
        ResourceClient<Power> powers;
    }

    @ServiceEntrypoint("two-parameters")
    static class TwoParameters {
        @HandleEvent(source = "orders", type = "order.placed")
        void on(String one, String other) {}
    }

    @ServiceEntrypoint("two-events")
    static class TwoEvents {
        @HandleEvent(source = "orders", type = "order.placed")
        void on(Event one, Event other) {}
    }

    @ServiceEntrypoint("bad-type")
    static class BadType {
        @HandleEvent(source = "orders", type = {"order.placed", "order.*.x"})
        void on() {}
    }

    @ServiceEntrypoint("no-source")
    static class NoSource {
        @HandleEvent(source = {}, type = "order.placed")
        void on() {}
    }

    @ServiceEntrypoint("own-address")
    static class OwnAddress {
        @Consume("dlq.x")
        void on(String body) {}
    }

    @ServiceEntrypoint("no-address")
    static class NoAddress {
        @Consume(" ")
        void on(String body) {}
    }

    @ServiceEntrypoint("no-parameter")
    static class NoParameter {
        @Consume("mail")
        void on() {}
    }

    @ServiceEntrypoint("no-type")
    static class NoType {
        @HandleEvent(source = "orders", type = {})
        void on() {}
    }

    @ServiceEntrypoint("bad-source")
    static class BadSource {
        @HandleEvent(source = "Not A Name", type = "order.placed")
        void on() {}
    }

    @ServiceEntrypoint("two-handlers")
    static class TwoHandlers {
        @HandleEvent(source = "orders", type = "order.placed")
        void on() {}

        @HandleEvent(source = "orders", type = "order.cancelled")
        void on(String data) {}
    }

    @ServiceEntrypoint("two-kinds")
    static class TwoKinds {
        @HandleEvent(source = "orders", type = "order.placed")
        void on() {}

        @Consume("mail")
        void on(String data) {}
    }

    @ServiceEntrypoint("timer-with-parameter")
    static class TimerWithParameter {
        @Timer(every = "PT1S")
        void tick(String data) {}
    }

    @ServiceEntrypoint("no-schedule")
    static class NoSchedule {
        @Timer
        void tick() {}
    }

    @ServiceEntrypoint("two-schedules")
    static class TwoSchedules {
        @Timer(every = "PT1S", cron = "0 3 * * *")
        void tick() {}
    }

    @ServiceEntrypoint("bad-schedules")
    static class BadSchedules {
        @Timer(every = "soon")
        void word() {}

        @Timer(every = "PT0S")
        void nothing() {}

        @Timer(every = "PT-1S")
        void backwards() {}

        @Timer(cron = "at tea time")
        void cron() {}

        @Timer(cron = "0 0 30 2 *")
        void never() {}
    }

    @Dependent
    static class OneWayClient {
        @Inject
        @RemoteService("far")
        OneWayApi far;

        interface OneWayApi {
            @OneWay
            String send(String text);
        }
    }

    @Dependent
    static class RawClient {
        @Inject
        @RemoteService("far")
        RawApi far;

        interface RawApi {
            @SuppressWarnings("rawtypes")
            CompletionStage get();
        }
    }

    @Dependent
    static class AnyClient {
        @Inject
        @RemoteService("far")
        AnyApi far;

        interface AnyApi {
            CompletionStage<?> get();
        }
    }

    @Dependent
    static class FutureClient {
        @Inject
        @RemoteService("far")
        FutureApi far;

        interface FutureApi {
            Future<String> get();
        }
    }

    @ServiceEntrypoint("supplying")
    static class Supplying {
        @Rpc
        public CompletionStage<List<Supplier<String>>> later() {
            return null;
        }
    }

    @Dependent
    static class StreamClient {
        @Inject
        @RemoteService("far")
        StreamApi far;

        interface StreamApi {
            void store(String name, InputStream content);
        }
    }

    @Dependent
    static class VariableClient {
        @Inject
        @RemoteService("far")
        VariableApi far;

        interface VariableApi {
            <T> List<T> get();
        }
    }

    @Dependent
    static class OverloadedClient {
        @Inject
        @RemoteService("far")
        OverloadedApi far;

        interface OverloadedApi {
            String greet();

            String greet(String friend);
        }
    }

    @Dependent
    static class FarClient {
        @Inject
        @RemoteService("far")
        FarApi far;

        interface FarApi {
            String get();
        }
    }

    @ServiceEntrypoint("far-worker")
    static class FarWorker {
        @OnResource(collection = "far")
        void on(Power power) {}
    }

    @ServiceEntrypoint("bad-worker")
    static class BadWorker {
        @OnResource(collection = "power", where = "statsu=pending")
        void field(Power power) {}

        @OnResource(collection = "power", where = "value[$regex]=1")
        void operator(Power power) {}

        @OnResource(collection = "power", where = "value=many")
        void type(Power power) {}

        @OnResource(collection = "power", where = "$limit=3")
        void page(Power power) {}

        @OnResource(collection = "power", where = "$select=value")
        void fields(Power power) {}

        @OnResource(collection = "power")
        void nothing() {}

        @OnResource(collection = "power")
        void other(String text) {}

        @OnResource(collection = "power")
        void both(Power power, Power again) {}

        @OnResource(collection = "power", sweep = "soon")
        void word(Power power) {}

        @OnResource(collection = "power", sweep = "-PT1S")
        void backwards(Power power) {}

        @OnResource(collection = "power", on = {})
        void never(Power power) {}

        @OnResource(collection = "power", on = {ChangeKind.CREATED, ChangeKind.REMOVED})
        void mixed(Power power) {}
    }

    @ResourceCollection(value = "closed", operations = Operation.CREATE)
    static class Closed implements ResourceModel<Power> {}

    @ServiceEntrypoint("closed-worker")
    static class ClosedWorker {
        @OnResource(collection = "closed")
        void on(Power power) {}
    }

    @ServiceEntrypoint("timer-elsewhere")
    static class TimerElsewhere {
        @Timer(every = "PT1H", lease = "far")
        void tick() {}
    }
}
