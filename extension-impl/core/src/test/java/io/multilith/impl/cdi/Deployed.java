package io.multilith.impl.cdi;

import jakarta.inject.Singleton;

import org.jboss.weld.bootstrap.spi.BeanDiscoveryMode;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.junit5.WeldInitiator;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;
import io.multilith.impl.consume.ConsumeBinder;
import io.multilith.impl.delivery.OrderedDelivery;
import io.multilith.impl.entrypoint.WorkerPipeline;
import io.multilith.impl.events.HandleEventBinder;
import io.multilith.impl.http.WebProblems;
import io.multilith.impl.http.asyncapi.AsyncApiDocuments;
import io.multilith.impl.http.openapi.OpenApiReader;
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

/** An application in plain Weld: the extension, what core has without a server, and the classes of a test. */
public final class Deployed {
    private Deployed() {}

    public static WeldInitiator application(Class<?>... classes) {
        return WeldInitiator.of(weld(classes));
    }

    @SuppressWarnings("unchecked") // varargs of a generic type
    public static Weld weld(Class<?>... classes) {
        return new Weld().disableDiscovery().setBeanDiscoveryMode(BeanDiscoveryMode.ANNOTATED)
                .addBeanDefiningAnnotations(Singleton.class)
                .addExtension(new MultilithExtension())
                .addPackages(false, MultilithExtension.class, WorkerThreads.class, Settings.class,
                        WorkerPipeline.class, HandleEventBinder.class, ConsumeBinder.class,
                        OrderedDelivery.class, JsonCodec.class, LocalBus.class,
                        WebProblems.class, OpenApiReader.class, AsyncApiDocuments.class,
                        RoutingBus.class, ChangePath.class, RpcBinder.class, ChangeFeeds.class, TimerBinder.class,
                        SocketRpcBinder.class, OnStartBinder.class, OnResourceBinder.class)
                .addBeanClasses(classes).addBeanClass(ValidatorProducer.class);
    }
}
