package io.multilith.impl.cdi;

import java.lang.reflect.Type;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.cdi.Discovery.Declaration;
import io.multilith.impl.config.Placement;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.entrypoint.ServiceBeans;
import io.multilith.impl.json.RecordFields;
import io.multilith.impl.problem.Problems;
import io.multilith.impl.resource.ActionCalls;
import io.multilith.impl.resource.Collections;
import io.multilith.impl.resource.FollowersName;
import io.multilith.impl.resource.IdKind;
import io.multilith.impl.resource.OwnedCollection;
import io.multilith.impl.resource.RemoteCollection;
import io.multilith.impl.subscription.ChangeFeeds;
import io.multilith.resource.Action;
import io.multilith.resource.Backend;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Condition;
import io.multilith.resource.Operation;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.rpc.Services;

import static io.multilith.impl.cdi.DeploymentMessages.MESSAGES;

/** Finds for each collection the backend that keeps it, its actions and hooks, and opens it. */
final class CollectionOpener {
    private final Map<String, ResourceBackend> backends = new TreeMap<>();
    private final BeanManager beans;
    private final Settings settings;
    private final Problems problems;
    private final HooksOfCollections hooks;
    private final Consumer<ServiceMethod> check;
    private final String followers;

    /**
     * @param check
     *            reports what is wrong with a method that is to be called
     */
    CollectionOpener(Discovery discovery, BeanManager beans, Consumer<ServiceMethod> check) {
        this.beans = beans;
        this.settings = reference(Settings.class);
        this.problems = discovery.problems();
        this.hooks = new HooksOfCollections(discovery, beans);
        this.check = check;
        this.followers = FollowersName.of(Stream.concat(discovery.services().stream(), discovery.collections().stream())
                .map(Declaration::name).filter(name -> settings.placement(name) != Placement.REMOTE));
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
        reference(ServiceBeans.class).add(declared.name(), declared.bean());
        var model = recordType(declared);
        var ids = model.flatMap(type -> ids(declared, type));
        reference(Places.class).place(declared.name(), () -> {
            var backend = backend(declared);
            if (backend.isPresent() && ids.isPresent()) {
                open(declared, backend.get(), model.get(), ids.get());
            }
        }, () -> ids.ifPresent(kind -> follow(declared, model.get(), kind)));
    }

    private void follow(Declaration declared, Type model, IdKind ids) {
        var remote = new RemoteCollection(description(declared, model, actions(declared)), RecordFields.of(model), ids,
                readable(declared), followers, reference(Services.class).service(declared.name()));
        reference(Collections.class).add(remote);
        reference(ChangeFeeds.class).addRemote(remote.followed());
    }

    private void open(Declaration declared, ResourceBackend backend, Type model, IdKind ids) {
        var fields = RecordFields.of(model);
        var actions = actions(declared);
        var ofCollection = hooks.of(declared, model);
        store(declared, backend, model, fields).ifPresent(store -> {
            var owned = new OwnedCollection(description(declared, model, actions), fields, ids, store, ofCollection,
                    actions, readable(declared), settings.get(Setting.RESOURCE_MAX_BACKLOG, declared.name()),
                    settings.get(Setting.RESOURCE_IDEMPOTENCY_TIME, declared.name()));
            reference(Collections.class).add(owned);
            reference(ChangeFeeds.class).add(owned.followed());
        });
    }

    /** The bean is asked only if it has something to say. */
    private Function<Caller, Condition> readable(Declaration declared) {
        var type = declared.bean().getBeanClass();
        try {
            if (type.getMethod("readable", Caller.class).getDeclaringClass() == ResourceModel.class) {
                return caller -> Condition.EVERYTHING;
            }
        } catch (NoSuchMethodException notAModel) {
            throw new IllegalStateException(notAModel);
        }
        var model = (ResourceModel<?>) beans.getReference(declared.bean(), type,
                beans.createCreationalContext(declared.bean()));
        return model::readable;
    }

    private Optional<ResourceBackend> backend(Declaration declared) {
        var name = settings.configured(Setting.RESOURCE_BACKEND, declared.name())
                .or(() -> Optional.ofNullable(declared.type().getAnnotation(Backend.class)).map(Backend::value))
                .orElseGet(() -> Setting.RESOURCE_BACKEND.defaultValue().orElseThrow());
        if (!backends.containsKey(name)) {
            problems.report(MESSAGES.unknownBackend(declared.name(), className(declared), name,
                    Setting.RESOURCE_BACKEND.key(declared.name()), backends.keySet()));
        }
        return Optional.ofNullable(backends.get(name));
    }

    private Optional<CollectionStore> store(Declaration declared, ResourceBackend backend, Type model,
            RecordFields fields) {
        var feeds = reference(ChangeFeeds.class);
        try {
            return Optional.of(backend.open(new CollectionDefinition(declared.name(), model, fields.indexed(),
                    settings.get(Setting.RESOURCE_HISTORY, declared.name()), () -> feeds.wake(declared.name()))));
        } catch (IllegalArgumentException unfit) {
            problems.report(MESSAGES.backendRefuses(declared.name(), className(declared), unfit.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Type> recordType(Declaration declared) {
        var model = Discovery.typeArgument(declared.bean(), ResourceModel.class);
        if (model.isEmpty()) {
            problems.report(MESSAGES.notAModel(className(declared)));
        } else if (!(model.get() instanceof Class<?>)) {
            problems.report(MESSAGES.unclearModel(className(declared), model.get().getTypeName()));
            return Optional.empty();
        }
        return model;
    }

    private Optional<IdKind> ids(Declaration declared, Type model) {
        var ids = RecordFields.of(model).type("id").flatMap(IdKind::of);
        if (ids.isEmpty()) {
            problems.report(MESSAGES.recordWithoutId(className(declared), model.getTypeName()));
        }
        return ids;
    }

    private Map<String, ServiceMethod> actions(Declaration declared) {
        var actions = new TreeMap<String, ServiceMethod>();
        AnnotatedMethods.of(declared.type()).filter(method -> method.isAnnotationPresent(Action.class))
                .map(method -> new ServiceMethod(declared.name(), method)).forEach(action -> {
                    check.accept(action);
                    if (isOperation(action.name()) || actions.putIfAbsent(action.name(), action) != null) {
                        problems.report(MESSAGES.actionNameTaken(action.javaName(), action.name()));
                    }
                });
        return actions;
    }

    private static boolean isOperation(String name) {
        return name.startsWith("$") || EnumSet.allOf(Operation.class).stream().map(Operation::wireName)
                .anyMatch(name::equals);
    }

    private static CollectionDescription description(Declaration declared, Type model,
            Map<String, ServiceMethod> actions) {
        var collection = declared.type().getAnnotation(ResourceCollection.class);
        var byKind = actions.values().stream()
                .collect(Collectors.partitioningBy(action -> ActionCalls.isOfRecord(model, action)));
        return new CollectionDescription(declared.name(), model, EnumSet.copyOf(List.of(collection.operations())),
                collection.multi().length == 0
                        ? EnumSet.noneOf(Operation.class)
                        : EnumSet.copyOf(List.of(collection.multi())),
                collection.requireMatch(), collection.paginate(), byName(byKind.get(true)), byName(byKind.get(false)));
    }

    private static SortedMap<String, AnnotatedMethod<?>> byName(List<ServiceMethod> actions) {
        var named = new TreeMap<String, AnnotatedMethod<?>>();
        actions.forEach(action -> named.put(action.name(), action.method()));
        return named;
    }

    private static String className(Declaration declared) {
        return declared.type().getJavaClass().getName();
    }

    private <T> T reference(Class<T> type) {
        return beans.createInstance().select(type).get();
    }
}
