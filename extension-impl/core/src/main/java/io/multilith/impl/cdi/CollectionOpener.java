package io.multilith.impl.cdi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.multilith.impl.cdi.Discovery.Declaration;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.RecordFields;
import io.multilith.impl.problem.Problems;
import io.multilith.impl.resource.Collections;
import io.multilith.impl.resource.OwnedCollection;
import io.multilith.impl.subscription.ChangeFeeds;
import io.multilith.resource.Backend;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.ResourceModel;

import static io.multilith.impl.cdi.DeploymentMessages.MESSAGES;

/** Finds for each collection the backend that keeps it, and opens it there. */
final class CollectionOpener {
    private final Map<String, ResourceBackend> backends = new TreeMap<>();
    private final BeanManager beans;
    private final Settings settings;
    private final Problems problems;

    CollectionOpener(Discovery discovery, BeanManager beans) {
        this.beans = beans;
        this.settings = reference(Settings.class);
        this.problems = discovery.problems();
        discovery.backends().forEach(this::addBackend);
    }

    private void addBackend(Bean<?> bean) {
        var name = bean.getBeanClass().getAnnotation(Backend.class);
        if (name == null) {
            problems.report(MESSAGES.backendWithoutName(bean.getBeanClass().getName()));
        } else {
            backends.put(name.value(), (ResourceBackend) beans.getReference(bean, ResourceBackend.class,
                    beans.createCreationalContext(bean)));
        }
    }

    void open(Declaration declared) {
        var backend = backend(declared);
        var model = recordType(declared);
        if (backend.isPresent() && model.isPresent()) {
            open(declared, backend.get(), model.get()).ifPresent(store -> {
                reference(Collections.class).add(new OwnedCollection(declared.name(), model.get(), store,
                        settings.get(Setting.RESOURCE_MAX_BACKLOG, declared.name())));
                reference(ChangeFeeds.class).add(declared.name(), store);
            });
        }
    }

    private Optional<ResourceBackend> backend(Declaration declared) {
        var name = settings.configured(Setting.RESOURCE_BACKEND, declared.name())
                .or(() -> Optional.ofNullable(declared.type().getAnnotation(Backend.class)).map(Backend::value))
                .orElseGet(() -> Setting.RESOURCE_BACKEND.defaultValue().orElseThrow());
        if (!backends.containsKey(name)) {
            problems.report(MESSAGES.unknownBackend(declared.name(), declared.type().getJavaClass().getName(), name,
                    Setting.RESOURCE_BACKEND.key(declared.name()), backends.keySet()));
        }
        return Optional.ofNullable(backends.get(name));
    }

    private Optional<CollectionStore> open(Declaration declared, ResourceBackend backend, Type model) {
        var feeds = reference(ChangeFeeds.class);
        try {
            return Optional.of(backend.open(new CollectionDefinition(declared.name(), model,
                    RecordFields.of(model).indexed(), settings.get(Setting.RESOURCE_HISTORY, declared.name()),
                    () -> feeds.wake(declared.name()))));
        } catch (IllegalArgumentException unfit) {
            problems.report(MESSAGES.backendRefuses(declared.name(), declared.type().getJavaClass().getName(),
                    unfit.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Type> recordType(Declaration declared) {
        var name = declared.type().getJavaClass().getName();
        var model = declared.bean().getTypes().stream().filter(
                type -> type instanceof ParameterizedType generic && generic.getRawType() == ResourceModel.class)
                .map(type -> ((ParameterizedType) type).getActualTypeArguments()[0]).findFirst();
        if (model.isEmpty()) {
            problems.report(MESSAGES.notAModel(name));
        } else if (!(model.get() instanceof Class<?>)) {
            problems.report(MESSAGES.unclearModel(name, model.get().getTypeName()));
            return Optional.empty();
        }
        return model;
    }

    private <T> T reference(Class<T> type) {
        return beans.createInstance().select(type).get();
    }
}
