package io.multilith.impl.cdi;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.cdi.Discovery.Declaration;
import io.multilith.impl.config.ChannelSettings;
import io.multilith.impl.config.DeclaredRoles;
import io.multilith.impl.config.Placement;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.entrypoint.CalledMethods;
import io.multilith.impl.entrypoint.EntrypointRegistry;
import io.multilith.impl.entrypoint.ServiceBeans;
import io.multilith.impl.http.Described;
import io.multilith.impl.messaging.NodeOffer;
import io.multilith.impl.placement.Neighbourhood;
import io.multilith.impl.problem.Problems;
import io.multilith.impl.rpc.RemoteServiceProxy;
import io.multilith.resource.Collection;
import io.multilith.rpc.RemoteService;

import static io.multilith.impl.cdi.DeploymentMessages.MESSAGES;

/** Turns what was discovered into services and collections, and reports every mistake on the way. Starts nothing. */
final class Deployment {
    private static final String NAME = "[a-z][a-z0-9-]{0,62}";

    private final Discovery discovery;
    private final BeanManager beans;
    private final Problems problems;

    Deployment(Discovery discovery, BeanManager beans) {
        this.discovery = discovery;
        this.beans = beans;
        this.problems = discovery.problems();
    }

    void validate() {
        var names = checkNames();
        var settings = reference(Settings.class);
        settings.check(configurable(names.keySet()), this::methods, problems);
        checkPlacement(names);
        var opener = new CollectionOpener(discovery, beans, this::checkMethod);
        reference(Places.class).reportTo(problems);
        discovery.collections().forEach(opener::open);
        bindServices();
        discovery.others().forEach(this::checkForeignEntrypoints);
        reference(DeclaredRoles.class).add(discovery.roles());
        reference(Neighbourhood.class).offer(new NodeOffer(
                placed(discovery.services(), Placement.LOCAL), placed(discovery.collections(), Placement.LOCAL)),
                new NodeOffer(placed(discovery.services(), Placement.AUTO),
                        placed(discovery.collections(), Placement.AUTO)));
        beans.createInstance().select(Described.class).forEach(Described::describe);
    }

    private void checkPlacement(Map<String, String> owners) {
        if (!ChannelSettings.brokerConfigured()) {
            owners.forEach((name, type) -> {
                if (placement(name) == Placement.REMOTE) {
                    problems.report(MESSAGES.remoteWithoutBroker(name, type, Setting.placement(name).key()));
                }
            });
        }
    }

    private Placement placement(String name) {
        return reference(Settings.class).placement(name);
    }

    private Set<String> placed(List<Declaration> declared, Placement where) {
        return declared.stream().map(Declaration::name).filter(name -> placement(name) == where)
                .collect(Collectors.toSet());
    }

    /** Whatever has a key of its own: what is declared here, and what is called from here. */
    private Set<String> configurable(Set<String> declared) {
        var names = new TreeSet<>(declared);
        discovery.clients().keySet().forEach(key -> {
            if (key.qualifier() instanceof RemoteService remote) {
                names.add(remote.value());
            } else if (key.qualifier() instanceof Collection collection) {
                names.add(collection.value());
            }
        });
        return names;
    }

    /** The methods that have keys of their own: those of a service here, and those of a client's interface. */
    private Set<String> methods(String owner) {
        var declared = discovery.services().stream().filter(service -> service.name().equals(owner))
                .flatMap(service -> AnnotatedMethods.of(service.type()))
                .map(method -> method.getJavaMember().getName());
        var called = discovery.clients().keySet().stream()
                .filter(key -> key.qualifier() instanceof RemoteService remote && remote.value().equals(owner))
                .flatMap(key -> RemoteServiceProxy.methodNames(key.type()));
        return Stream.concat(declared, called).collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, String> checkNames() {
        var owners = new TreeMap<String, String>();
        Stream.concat(discovery.services().stream(), discovery.collections().stream()).forEach(declared -> {
            var type = declared.type().getJavaClass().getName();
            if (!declared.name().matches(NAME)) {
                problems.report(MESSAGES.badName(declared.name(), type));
            }
            if (Setting.RESERVED_NAMES.contains(declared.name())) {
                problems.report(MESSAGES.reservedName(declared.name(), type, new TreeSet<>(Setting.RESERVED_NAMES)));
            }
            var other = owners.putIfAbsent(declared.name(), type);
            if (other != null) {
                problems.report(MESSAGES.sameName(declared.name(), other, type));
            }
        });
        return owners;
    }

    private void bindServices() {
        var binders = new Binders(discovery, beans, reference(EntrypointRegistry.class));
        for (var declared : discovery.services()) {
            reference(ServiceBeans.class).add(declared.name(), declared.bean());
            reference(Places.class).place(declared.name(), () -> bind(declared, binders), () -> {});
        }
    }

    private void bind(Declaration declared, Binders binders) {
        AnnotatedMethods.of(declared.type()).forEach(annotated -> {
            var kinds = AnnotatedMethods.kinds(annotated);
            if (!kinds.isEmpty()) {
                var method = new ServiceMethod(declared.name(), annotated);
                checkMethod(method);
                kinds.forEach(annotation -> binders.bind(annotation, method));
            }
        });
    }

    private void checkMethod(ServiceMethod method) {
        var java = method.method().getJavaMember();
        if (Modifier.isPrivate(java.getModifiers())) {
            problems.report(MESSAGES.privateMethod(method.javaName()));
        } else {
            java.setAccessible(true);
        }
        for (var parameter : method.parameters()) {
            if (!parameter.getJavaParameter().isNamePresent()) {
                problems.report(MESSAGES.parameterWithoutName(parameter.getPosition(), method.javaName()));
            }
        }
        reference(CalledMethods.class).check(method, problems);
    }

    private void checkForeignEntrypoints(AnnotatedType<?> type) {
        AnnotatedMethods.of(type).forEach(method -> AnnotatedMethods.kinds(method).forEach(annotation -> problems
                .report(MESSAGES.notOnService(annotation.annotationType().getSimpleName(),
                        new ServiceMethod("", method).javaName()))));
    }

    private <T> T reference(Class<T> type) {
        return beans.createInstance().select(type).get();
    }
}
