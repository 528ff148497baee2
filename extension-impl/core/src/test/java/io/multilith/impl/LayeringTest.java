package io.multilith.impl;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;

import io.multilith.placement.NodeJoined;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The drawing in the design, "Layers inside core", as rules. */
@AnalyzeClasses(packages = "io.multilith", importOptions = DoNotIncludeTests.class)
class LayeringTest {
    private static final String[] LEAVES = {"..impl.config..", "..impl.problem..", "..impl.json..", "..impl.query..",
            "..impl.peer..",
            "..impl.concurrent.."};

    @ArchTest
    static final ArchRule core_has_no_cycles = slices().matching("io.multilith.impl.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule leaves_know_leaves_only = inside(LEAVES).should()
            .onlyDependOnClassesThat(resideOutsideOfCoreOrIn(LEAVES));

    @ArchTest
    static final ArchRule messaging_knows_leaves_only = inside("..impl.messaging..").should()
            .onlyDependOnClassesThat(resideOutsideOfCoreOrIn(with("..impl.messaging..")));

    @ArchTest
    static final ArchRule placement_knows_messaging_and_leaves = inside("..impl.placement..").should()
            .onlyDependOnClassesThat(
                    resideOutsideOfCoreOrIn(with("..impl.placement..", "..impl.messaging..")));

    @ArchTest
    static final ArchRule entrypoint_knows_leaves_only = inside("..impl.entrypoint..").should()
            .onlyDependOnClassesThat(resideOutsideOfCoreOrIn(with("..impl.entrypoint..")));

    @ArchTest
    static final ArchRule delivery_knows_leaves_only = inside("..impl.delivery..").should()
            .onlyDependOnClassesThat(resideOutsideOfCoreOrIn(with("..impl.delivery..")));

    @ArchTest
    static final ArchRule subscription_knows_leaves_only = inside("..impl.subscription..").should()
            .onlyDependOnClassesThat(resideOutsideOfCoreOrIn(with("..impl.subscription..")));

    @ArchTest
    static final ArchRule resource_knows_subscription_and_leaves = inside("..impl.resource..").should()
            .onlyDependOnClassesThat(
                    resideOutsideOfCoreOrIn(with("..impl.resource..", "..impl.subscription..")));

    @ArchTest
    static final ArchRule rpc_has_no_privilege = plugIn("..impl.rpc..");

    @ArchTest
    static final ArchRule events_has_no_privilege = plugIn("..impl.events..");

    @ArchTest
    static final ArchRule timer_has_no_privilege = plugIn("..impl.timer..");

    @ArchTest
    static final ArchRule worker_has_no_privilege = plugIn("..impl.worker..");

    @ArchTest
    static final ArchRule consume_has_no_privilege = plugIn("..impl.consume..");

    @ArchTest
    static final ArchRule lifecycle_has_no_privilege = plugIn("..impl.lifecycle..");

    @ArchTest
    static final ArchRule http_has_no_privilege = plugIn("..impl.http..");

    @ArchTest
    static final ArchRule realtime_has_no_privilege = plugIn("..impl.realtime..");

    @ArchTest
    static final ArchRule every_package_of_core_has_a_layer = inside("io.multilith.impl..").should().resideInAnyPackage(
            with("..impl.messaging..", "..impl.placement..", "..impl.entrypoint..", "..impl.delivery..",
                    "..impl.subscription..", "..impl.resource..", "..impl.consume..", "..impl.lifecycle..",
                    "..impl.rpc..", "..impl.events..", "..impl.timer..", "..impl.worker..", "..impl.http..",
                    "..impl.realtime..", "..impl.cdi.."));

    private static ArchRule plugIn(String itself) {
        return inside(itself).should().onlyDependOnClassesThat(resideOutsideOfCoreOrIn(with(itself)));
    }

    @ArchTest
    static final ArchRule amqp_and_reactive_messaging_stay_in_messaging = outside("..impl.messaging..").should()
            .dependOnClassesThat().resideInAnyPackage("io.vertx..", "io.smallrye..", "org.apache.qpid..",
                    "org.eclipse.microprofile.reactive..");

    /** A default of a parameter is said in the platform's one word for it; we invent no second. */
    @ArchTest
    static final ArchRule rest_and_servlets_stay_in_http = outside("..impl.http..").should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..")
                    .and(not(DescribedPredicate.<JavaClass>describe("the annotation of a default value",
                            type -> type.getName().equals("jakarta.ws.rs.DefaultValue")))));

    @ArchTest
    static final ArchRule the_default_value_is_seen_in_entrypoint_only = outside("..impl.http..", "..impl.entrypoint..")
            .should().dependOnClassesThat().resideInAnyPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule sockets_stay_in_realtime = outside("..impl.realtime..").should().dependOnClassesThat()
            .resideInAPackage("jakarta.websocket..");

    /** The connector SPI hands messaging a {@code Config}; only config asks the provider for one. */
    @ArchTest
    static final ArchRule configuration_is_read_in_config = outside("..impl.config..").should()
            .dependOnClassesThat(resideInAPackage("org.eclipse.microprofile.config..")
                    .and(not(DescribedPredicate.<JavaClass>describe("the type that the connector SPI passes",
                            type -> type.getName().equals("org.eclipse.microprofile.config.Config")))));

    @ArchTest
    static final ArchRule the_connectors_config_is_seen_in_messaging_only = outside("..impl.config..",
            "..impl.messaging..").should().dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.config..");

    @ArchTest
    static final ArchRule lifecycle_events_are_observed_in_cdi = noMethods().that()
            .areDeclaredInClassesThat().resideOutsideOfPackage("..impl.cdi..").should(
                    be(DescribedPredicate.describe("observers of others' events", method -> method.getParameters()
                            .stream()
                            .filter(parameter -> !parameter.getRawType().getPackageName()
                                    .equals(NodeJoined.class.getPackageName()))
                            .anyMatch(parameter -> parameter.isAnnotatedWith(Observes.class)
                                    || parameter.isAnnotatedWith(ObservesAsync.class)))));

    private static final Set<String> PACKAGES = Set.of("consume", "delivery", "entrypoint", "events", "lifecycle",
            "messaging", "placement", "problem", "realtime", "resource", "rpc", "timer");

    @ArchTest
    static final ArchRule api_has_no_cycles = slices().matching("io.multilith.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule api_problem_is_a_leaf = knows("problem");

    @ArchTest
    static final ArchRule api_messaging_is_a_leaf = knows("messaging");

    @ArchTest
    static final ArchRule api_placement_is_a_leaf = knows("placement");

    @ArchTest
    static final ArchRule api_resource_knows_entrypoint_and_problem = knows("resource", "entrypoint",
            "problem");

    @ArchTest
    static final ArchRule api_entrypoint_knows_problem = knows("entrypoint", "problem");

    @ArchTest
    static final ArchRule api_rpc_knows_entrypoint_and_problem = knows("rpc", "entrypoint", "problem");

    @ArchTest
    static final ArchRule api_events_knows_entrypoint = knows("events", "entrypoint");

    @ArchTest
    static final ArchRule api_timer_knows_entrypoint = knows("timer", "entrypoint");

    @ArchTest
    static final ArchRule api_consume_knows_entrypoint = knows("consume", "entrypoint");

    @ArchTest
    static final ArchRule api_lifecycle_knows_entrypoint = knows("lifecycle", "entrypoint");

    @ArchTest
    static final ArchRule api_realtime_knows_entrypoint = knows("realtime", "entrypoint");

    @ArchTest
    static final ArchRule api_delivery_knows_entrypoint_messaging_and_problem = knows("delivery", "entrypoint",
            "messaging", "problem");

    @ArchTest
    static final ArchRule every_package_of_the_api_has_a_rule = api().should().resideInAnyPackage(
            PACKAGES.stream().map(name -> "io.multilith." + name).toArray(String[]::new));

    @ArchTest
    static final ArchRule api_needs_nothing_but_cdi_and_json = api().should().onlyDependOnClassesThat(
            resideInAnyPackage("io.multilith.*", "java..", "jakarta.enterprise..", "jakarta.inject..",
                    "jakarta.interceptor..", "jakarta.json.."));

    private static ArchRule knows(String itself, String... others) {
        var known = new HashSet<>(Set.of(others));
        known.add(itself);
        return classes().that().resideInAPackage("io.multilith." + itself).should().onlyDependOnClassesThat(
                not(resideInAPackage("io.multilith..")).or(resideInAnyPackage(
                        known.stream().map(name -> "io.multilith." + name).toArray(String[]::new))));
    }

    private static GivenClassesConjunction api() {
        return classes().that().resideOutsideOfPackage("io.multilith.impl..");
    }

    private static GivenClassesConjunction inside(String... packages) {
        return classes().that().resideInAnyPackage(packages);
    }

    private static GivenClassesConjunction outside(String... packages) {
        return noClasses().that().resideOutsideOfPackages(packages);
    }

    private static DescribedPredicate<JavaClass> resideOutsideOfCoreOrIn(String... packages) {
        return not(resideInAPackage("io.multilith.impl..")).or(resideInAnyPackage(packages));
    }

    private static String[] with(String... more) {
        return Stream.concat(Arrays.stream(LEAVES), Arrays.stream(more))
                .toArray(String[]::new);
    }
}
