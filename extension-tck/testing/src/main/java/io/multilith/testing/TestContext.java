package io.multilith.testing;

import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

/** Keeps nothing: each call through a client proxy asks anew whom it is for. */
final class TestContext implements Context {
    /** The scope of what a test puts in the place of a bean. */
    @NormalScope
    @Retention(RetentionPolicy.RUNTIME)
    @interface Scoped {}

    @Override
    public Class<? extends Annotation> getScope() {
        return Scoped.class;
    }

    @Override
    public <T> T get(Contextual<T> contextual, CreationalContext<T> creationalContext) {
        return contextual.create(creationalContext);
    }

    @Override
    public <T> T get(Contextual<T> contextual) {
        return contextual.create(null);
    }

    @Override
    public boolean isActive() {
        return true;
    }
}
