package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;

import static io.multilith.testing.TestingMessages.MESSAGES;

/**
 * Has an alternative for each {@link Substitute} of the test classes in a deployed WAR: a client proxy that leads to the
 * substitute while its test runs, else to the bean that would be there without it.
 */
public class SubstitutePlaces implements Extension {
    private final List<Field> fields = new ArrayList<>();
    private final Map<Field, Object> current = new ConcurrentHashMap<>();
    private final Map<Field, Object> originals = new ConcurrentHashMap<>();

    void collect(@Observes @WithAnnotations(Substitute.class) ProcessAnnotatedType<?> event) {
        Hierarchy.fields(event.getAnnotatedType().getJavaClass())
                .filter(field -> field.isAnnotationPresent(Substitute.class)).forEach(fields::add);
    }

    void add(@Observes AfterBeanDiscovery event, BeanManager beans) {
        event.addContext(new TestContext());
        var byPlace = new LinkedHashMap<Object, List<Field>>();
        fields.forEach(field -> byPlace.computeIfAbsent(place(field, beans), unknown -> new ArrayList<>()).add(field));
        byPlace.forEach((place, several) -> event.<Object>addBean()
                .types(several.get(0).getGenericType(), Object.class)
                .qualifiers(SubstituteField.qualifiers(several.get(0), beans)).scope(TestContext.Scoped.class)
                .alternative(true).priority(SubstitutedBeans.AHEAD_OF_ALL).id("substitute:" + place)
                .createWith(context -> several.stream().map(current::get).filter(one -> one != null).findFirst()
                        .orElseGet(() -> original(several.get(0), beans))));
    }

    private static Object place(Field field, BeanManager beans) {
        return field.getGenericType().getTypeName() + SubstituteField.qualifiers(field, beans).stream()
                .map(Annotation::toString).sorted().collect(Collectors.toList());
    }

    private Object original(Field field, BeanManager beans) {
        return originals.computeIfAbsent(field, unknown -> {
            var qualifiers = SubstituteField.qualifiers(field, beans).toArray(Annotation[]::new);
            Set<Bean<?>> others = beans.getBeans(field.getGenericType(), qualifiers).stream()
                    .filter(bean -> bean.getScope() != TestContext.Scoped.class).collect(Collectors.toSet());
            var bean = beans.resolve(others);
            if (bean == null) {
                throw new IllegalStateException(MESSAGES.nothingSubstituted(field.getDeclaringClass().getName() + "."
                        + field.getName()));
            }
            return beans.getReference(bean, field.getGenericType(), beans.createCreationalContext(bean));
        });
    }

    void put(List<SubstituteField> substitutes) {
        substitutes.forEach(substitute -> {
            if (!fields.contains(substitute.field())) {
                throw new IllegalStateException(
                        MESSAGES.testIsNoBean(substitute.field().getDeclaringClass().getName()));
            }
            current.put(substitute.field(), substitute.value());
        });
    }

    void remove(List<SubstituteField> substitutes) {
        substitutes.forEach(substitute -> current.remove(substitute.field()));
    }
}
