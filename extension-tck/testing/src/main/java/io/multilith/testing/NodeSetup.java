package io.multilith.testing;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.bootstrap.spi.BeanDiscoveryMode;
import org.jboss.weld.environment.se.Weld;

import io.multilith.impl.cdi.MultilithExtension;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;
import io.multilith.impl.consume.ConsumeBinder;
import io.multilith.impl.delivery.OrderedDelivery;
import io.multilith.impl.entrypoint.WorkerPipeline;
import io.multilith.impl.events.HandleEventBinder;
import io.multilith.impl.http.WebProblems;
import io.multilith.impl.http.asyncapi.AsyncApiDocuments;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.lifecycle.OnStartBinder;
import io.multilith.impl.messaging.LocalBus;
import io.multilith.impl.placement.RoutingBus;
import io.multilith.impl.realtime.SocketRpcBinder;
import io.multilith.impl.resource.ChangePath;
import io.multilith.impl.rpc.RpcBinder;
import io.multilith.impl.subscription.ChangeFeeds;
import io.multilith.impl.timer.TimerBinder;
import io.multilith.impl.worker.OnResourceBinder;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.inject.ConfigExtension;

/**
 * What a container in plain Java consists of, and its configuration. That belongs to a class loader of its own, which is the
 * thread's while the container starts and the test runs: so several are apart.
 */
final class NodeSetup {
    /** Containers start and end one after the other: those that ask at the same time for the current one block each other in Weld. */
    static final Object ONE_AFTER_THE_OTHER = new Object();

    /** Ahead of system properties (400) and the environment (300). */
    private static final int ORDINAL = 500;
    /** No broker; a test of several nodes names one. */
    private static final Map<String, String> ALONE = Map.of("amqp-host", "");

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final Config config;

    NodeSetup(Map<String, String> properties) {
        var all = new HashMap<>(ALONE);
        all.putAll(properties);
        var own = new ClassLoader(before) {
        };
        config = new SmallRyeConfigBuilder().forClassLoader(own).addDefaultSources()
                .withSources(new PropertiesConfigSource(all, "test", ORDINAL)).build();
        ConfigProviderResolver.instance().registerConfig(config, own);
        Thread.currentThread().setContextClassLoader(own);
    }

    /** Without discovery: other classes of the application, and other tests, are nobody's business. */
    @SuppressWarnings("unchecked") // varargs of a generic type
    MultilithExtension add(Weld weld, Collection<Class<?>> beans) {
        var multilith = new MultilithExtension();
        weld.disableDiscovery().setBeanDiscoveryMode(BeanDiscoveryMode.ANNOTATED)
                .addBeanDefiningAnnotations(Singleton.class)
                .addExtensions(multilith, new ServerBeans(), new ConfigExtension())
                .addPackages(false, MultilithExtension.class, WorkerThreads.class, Settings.class,
                        WorkerPipeline.class, HandleEventBinder.class, ConsumeBinder.class, OrderedDelivery.class,
                        JsonCodec.class, LocalBus.class, WebProblems.class, AsyncApiDocuments.class, RoutingBus.class,
                        ChangePath.class, RpcBinder.class, ChangeFeeds.class, TimerBinder.class,
                        SocketRpcBinder.class, OnStartBinder.class, OnResourceBinder.class)
                .addBeanClasses(EntrypointHook.class, EntrypointWaiter.class, FaultLab.class, FaultyBus.class)
                .addBeanClasses(withInjected(beans).toArray(Class<?>[]::new));
        return multilith;
    }

    /** With the classes that they have injected, and those in turn. */
    private static Set<Class<?>> withInjected(Collection<Class<?>> beans) {
        var all = new LinkedHashSet<Class<?>>();
        beans.forEach(bean -> addWithInjected(bean, all));
        return all;
    }

    private static void addWithInjected(Class<?> bean, Set<Class<?>> all) {
        if (all.add(bean)) {
            injected(bean).filter(NodeSetup::isOfTheApplication).forEach(type -> addWithInjected(type, all));
        }
    }

    private static Stream<Class<?>> injected(Class<?> bean) {
        var hierarchy = Stream.<Class<?>>iterate(bean, type -> type != null && type != Object.class,
                Class::getSuperclass).toList();
        var fields = hierarchy.stream().flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(NodeSetup::isInjected).map(field -> field.getType());
        var executables = hierarchy.stream().flatMap(type -> Stream.<Executable>concat(
                Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods())))
                .filter(NodeSetup::isInjected).flatMap(one -> Arrays.stream(one.getParameterTypes()));
        return Stream.concat(fields, executables);
    }

    private static boolean isInjected(AnnotatedElement element) {
        return element.isAnnotationPresent(Inject.class);
    }

    private static boolean isOfTheApplication(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && type.getClassLoader() != null
                && Stream.of("io.multilith.impl.", "jakarta.", "org.eclipse.microprofile.")
                        .noneMatch(type.getName()::startsWith);
    }

    /** The thread is as it was before. */
    void leave() {
        Thread.currentThread().setContextClassLoader(before);
    }

    /** Nothing of it is left. */
    void release() {
        ConfigProviderResolver.instance().releaseConfig(config);
    }
}
