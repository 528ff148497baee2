package io.multilith.impl.cdi;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;

import io.multilith.impl.cdi.Discovery.ClientKey;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.problem.Problems;
import io.multilith.impl.rpc.RemoteServiceProxy;
import io.multilith.impl.rpc.RpcCaller;
import io.multilith.impl.rpc.RpcResourceClient;
import io.multilith.resource.Collection;
import io.multilith.resource.ResourceClient;
import io.multilith.rpc.RemoteService;

import static io.multilith.impl.cdi.DeploymentMessages.MESSAGES;

/** Adds a bean for each kind of client that is injected anywhere, unless the application has one itself. */
final class Clients {
    private final BeanManager beans;
    private final Problems problems;

    Clients(BeanManager beans, Problems problems) {
        this.beans = beans;
        this.problems = problems;
    }

    void add(Map<ClientKey, InjectionPoint> clients, AfterBeanDiscovery event) {
        clients.forEach((key, point) -> {
            if (key.qualifier() instanceof RemoteService remote) {
                addService(remote, key.type(), event);
            } else if (key.qualifier() instanceof Collection collection) {
                addCollection(collection, key.type(), point, event);
            }
        });
    }

    private void addService(RemoteService remote, Type type, AfterBeanDiscovery event) {
        if (RemoteServiceProxy.check(type, remote.value(), problems)) {
            var api = (Class<?>) type;
            event.<Object>addBean().types(api, Object.class).qualifiers(remote).scope(Dependent.class)
                    .id("multilith:" + remote + ":" + api.getName()).alternative(false)
                    .createWith(context -> RemoteServiceProxy.create(api, remote.value(), reference(RpcCaller.class),
                            reference(JsonCodec.class)));
        } else {
            addPlaceholder(remote, type, event);
        }
    }

    private void addCollection(Collection collection, Type type, InjectionPoint point, AfterBeanDiscovery event) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == ResourceClient.class) {
            event.<Object>addBean().types(type, Object.class).qualifiers(collection).scope(Dependent.class)
                    .id("multilith:" + collection + ":" + type.getTypeName())
                    .createWith(context -> new RpcResourceClient<>(collection.value(),
                            generic.getActualTypeArguments()[0], reference(RpcCaller.class),
                            reference(JsonCodec.class)));
        } else {
            problems.report(MESSAGES.notAClient(collection.value(), String.valueOf(point.getMember()),
                    type.getTypeName()));
            addPlaceholder(collection, type, event);
        }
    }

    /** Never injected: it satisfies the point, so that the container lets the deployment report all problems. */
    private static void addPlaceholder(Annotation qualifier, Type type, AfterBeanDiscovery event) {
        event.<Object>addBean().types(type, Object.class).qualifiers(qualifier).scope(Dependent.class)
                .id("multilith:placeholder:" + qualifier + ":" + type.getTypeName()).createWith(context -> {
                    throw new IllegalStateException(type.getTypeName());
                });
    }

    private <T> T reference(Class<T> type) {
        return beans.createInstance().select(type).get();
    }
}
