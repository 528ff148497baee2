package io.multilith.tck.liberty;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** All that the backend wants of an application. */
@DataSourceDefinition(name = "java:app/jdbc/shelf", className = "org.h2.jdbcx.JdbcDataSource", url = "jdbc:h2:mem:shelf;DB_CLOSE_DELAY=-1", user = "sa", password = "")
@ApplicationScoped
public class ShelfEntities {
    @Produces
    @PersistenceContext
    EntityManager entities;
}
