package io.multilith.tck.liberty;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** All that the backend wants of an application. */
@ApplicationScoped
public class ShelfEntities {
    @Produces
    @PersistenceContext
    EntityManager entities;
}
