package io.multilith.sample.todo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** All that the backend {@code jpa} wants of an application. Where it is not configured nobody asks for it. */
@ApplicationScoped
public class TodoEntities {
    @Produces
    @PersistenceContext(unitName = "todo")
    EntityManager entities;
}
