package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.inject.Named;

/** Has substitutes in the place of beans. Classes of such beans are no beans any more; other beans give way. */
final class SubstitutedBeans implements Extension {
    static final int AHEAD_OF_ALL = Integer.MAX_VALUE;

    private final List<SubstituteField> substitutes;

    SubstitutedBeans(List<SubstituteField> substitutes) {
        this.substitutes = substitutes;
    }

    void replace(@Observes ProcessAnnotatedType<?> event, BeanManager beans) {
        var type = event.getAnnotatedType().getJavaClass();
        var isReplaced = substitutes.stream().anyMatch(substitute -> substitute.field().getType().isAssignableFrom(type)
                && qualifiers(type, beans).containsAll(substitute.qualifiers(beans)));
        if (isReplaced && !type.getName().startsWith("io.multilith.impl.")) {
            event.veto();
        }
    }

    private static Set<Annotation> qualifiers(Class<?> type, BeanManager beans) {
        var own = Arrays.stream(type.getAnnotations()).filter(one -> beans.isQualifier(one.annotationType()))
                .collect(Collectors.toSet());
        if (own.stream().allMatch(one -> one instanceof Named || one instanceof Any)) {
            own.add(Default.Literal.INSTANCE);
        }
        return own;
    }

    void add(@Observes AfterBeanDiscovery event, BeanManager beans) {
        substitutes.forEach(substitute -> event.<Object>addBean().types(substitute.type(), Object.class)
                .qualifiers(substitute.qualifiers(beans)).scope(Dependent.class).alternative(true)
                .priority(AHEAD_OF_ALL).id("substitute:" + substitute.field())
                .createWith(context -> substitute.value()));
    }
}
