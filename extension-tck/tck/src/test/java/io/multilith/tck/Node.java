package io.multilith.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.bootstrap.spi.BeanDiscoveryMode;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

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

/** Boots Multilith in plain Weld, once for each node of a test. */
final class Node {
    private Node() {}

    static WeldContainer boot(Class<?> service, Extension... more) {
        return boot(List.of(service), more);
    }

    static WeldContainer boot(Class<?> service, Class<?> other) {
        return boot(List.of(service, other));
    }

    @SuppressWarnings("unchecked") // varargs of a generic type
    static WeldContainer boot(List<Class<?>> services, Extension... more) {
        return new Weld().disableDiscovery().setBeanDiscoveryMode(BeanDiscoveryMode.ANNOTATED)
                .addBeanDefiningAnnotations(Singleton.class)
                .addExtension(new MultilithExtension()).addExtensions(more)
                .addPackages(false, MultilithExtension.class, WorkerThreads.class, Settings.class,
                        WorkerPipeline.class, HandleEventBinder.class, ConsumeBinder.class,
                        OrderedDelivery.class, JsonCodec.class, LocalBus.class,
                        WebProblems.class, AsyncApiDocuments.class,
                        RoutingBus.class, ChangePath.class, RpcBinder.class, ChangeFeeds.class, TimerBinder.class,
                        SocketRpcBinder.class, OnStartBinder.class, OnResourceBinder.class)
                .addBeanClasses(services.toArray(Class<?>[]::new)).initialize();
    }

    /** The configuration of all nodes of a test; to be followed by {@link #forget}. */
    static void configure(Map<String, String> keys, boolean withEmbeddedBroker) {
        forget();
        var builder = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(keys, "test", 100));
        ConfigProviderResolver.instance().registerConfig(
                (withEmbeddedBroker ? builder.addDiscoveredSources() : builder).build(),
                Thread.currentThread().getContextClassLoader());
    }

    /** The keys of an embedded broker on a free port. */
    static Map<String, String> brokerAt(Path directory) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Map.of("amqp-port", Integer.toString(socket.getLocalPort()),
                    "multilith.embedded-broker.directory", directory.toString());
        }
    }

    static void forget() {
        var resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig());
    }
}
