package io.multilith.backend.jpa;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;

import static io.multilith.backend.jpa.JpaMessages.MESSAGES;

/** The entity manager bean of the application that knows an entity. Found at first use, since that wants the database. Thread-safe. */
final class EntityManagers implements Supplier<EntityManager> {
    private final AtomicReference<EntityManager> known = new AtomicReference<>();
    private final Instance<EntityManager> beans;
    private final Class<?> entity;

    EntityManagers(Instance<EntityManager> beans, Class<?> entity) {
        this.beans = beans;
        this.entity = entity;
    }

    @Override
    public EntityManager get() {
        if (known.get() == null) {
            known.compareAndSet(null, beans.stream().filter(this::knows).findFirst()
                    .orElseThrow(() -> MESSAGES.unknownEntity(entity.getName())));
        }
        return known.get();
    }

    private boolean knows(EntityManager candidate) {
        return candidate.getMetamodel().getEntities().stream().anyMatch(known -> known.getJavaType() == entity);
    }
}
