package io.multilith.impl.entrypoint;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

import io.multilith.entrypoint.ServiceMethod;

/** The services of this application and their instances. Filled while the application is deployed. Thread-safe. */
@ApplicationScoped
public class ServiceBeans {
    private final Map<String, Bean<?>> beans = new ConcurrentHashMap<>();
    private final Map<String, Object> instances = new ConcurrentHashMap<>();
    private final BeanManager beanManager;

    /** For the client proxy only. */
    protected ServiceBeans() {
        this(null);
    }

    @Inject
    public ServiceBeans(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    public void add(String service, Bean<?> bean) {
        beans.put(service, bean);
    }

    /** The bean that has the method: interceptors apply. */
    Object instance(ServiceMethod method) {
        return instances.computeIfAbsent(method.service(), this::reference);
    }

    Class<?> type(ServiceMethod method) {
        return beans.get(method.service()).getBeanClass();
    }

    private Object reference(String service) {
        var bean = beans.get(service);
        return beanManager.getReference(bean, bean.getBeanClass(), beanManager.createCreationalContext(bean));
    }
}
