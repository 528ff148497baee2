package io.multilith.impl.cdi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;

import io.multilith.impl.cdi.Discovery.Declaration;
import io.multilith.impl.problem.Problems;
import io.multilith.impl.resource.Hooks;
import io.multilith.resource.Collection;
import io.multilith.resource.ResourceHook;

import static io.multilith.impl.cdi.DeploymentMessages.MESSAGES;

/** Which hooks have a say in which collection. */
final class HooksOfCollections {
    private final Map<String, List<Bean<?>>> byCollection = new TreeMap<>();
    private final BeanManager beans;
    private final Problems problems;

    HooksOfCollections(Discovery discovery, BeanManager beans) {
        this.beans = beans;
        this.problems = discovery.problems();
        var names = discovery.collections().stream().map(Declaration::name).toList();
        discovery.hooks().forEach(bean -> {
            var collection = collection(bean).filter(names::contains);
            if (collection.isEmpty()) {
                problems.report(MESSAGES.hookOfNothing(bean.getBeanClass().getName(), names));
            }
            collection.ifPresent(name -> byCollection.computeIfAbsent(name, none -> new ArrayList<>()).add(bean));
        });
    }

    Hooks of(Declaration declared, Type recordType) {
        var hooks = byCollection.getOrDefault(declared.name(), List.of());
        hooks.forEach(bean -> {
            var type = Discovery.typeArgument(bean, ResourceHook.class).orElseThrow();
            if (!type.equals(recordType)) {
                problems.report(MESSAGES.hookOfOtherRecords(bean.getBeanClass().getName(), type.getTypeName(),
                        declared.name(), recordType.getTypeName()));
            }
        });
        return new Hooks(hooks.stream().sorted(Comparator.comparingInt(HooksOfCollections::priority))
                .map(this::reference).toList());
    }

    private static Optional<String> collection(Bean<?> bean) {
        return bean.getQualifiers().stream().filter(Collection.class::isInstance)
                .map(qualifier -> ((Collection) qualifier).value()).findFirst();
    }

    private static int priority(Bean<?> bean) {
        var priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? ObserverMethod.DEFAULT_PRIORITY : priority.value();
    }

    @SuppressWarnings("unchecked") // of the records' type, as was checked
    private ResourceHook<Object> reference(Bean<?> bean) {
        var type = bean.getTypes().stream().filter(candidate -> candidate instanceof ParameterizedType generic
                && generic.getRawType() == ResourceHook.class).findFirst().orElseThrow();
        return (ResourceHook<Object>) beans.getReference(bean, type, beans.createCreationalContext(bean));
    }
}
