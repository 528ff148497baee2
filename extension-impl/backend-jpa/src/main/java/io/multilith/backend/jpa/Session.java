package io.multilith.backend.jpa;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.Query;

import io.multilith.backend.jpa.Sql.Row;

/**
 * What a call does in one transaction. For one thread.
 *
 * @param isOwn
 *            whether the transaction is the call's, not the caller's
 * @param isOneMoment
 *            whether all that it reads is as it was when it began
 * @param unit
 *            what the caller's transaction has written; absent: nothing
 */
record Session(EntityManager entities, Database database, boolean isOwn, boolean isOneMoment, Optional<Unit> unit) {
    /** What others keep of entities may be older than what is in the database. */
    private static final Map<String, Object> FRESH = Map.of("jakarta.persistence.cache.retrieveMode",
            CacheRetrieveMode.BYPASS, "jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);

    /**
     * Begins to write, or to read what the caller's transaction wrote. EclipseLink reads by way of the cache that all share until
     * a transaction has written something, be it nothing.
     */
    Session pinned() {
        update(isOwn ? database.begin() : Database.NOTHING);
        if (!isOwn) {
            entities.flush();
        }
        return this;
    }

    /** Begins to read as of one moment, where the database has such transactions. */
    Session reading() {
        if (!isOwn || database != Database.POSTGRESQL) {
            return pinned();
        }
        update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        return new Session(entities, database, true, true, unit);
    }

    int update(String statement, Object... parameters) {
        return sql().update(statement, parameters);
    }

    List<Row> rows(String statement, Object... parameters) {
        return sql().rows(statement, parameters);
    }

    Optional<Row> row(String statement, Object... parameters) {
        return rows(statement, parameters).stream().findFirst();
    }

    private Sql sql() {
        return new Sql(entities);
    }

    /** An entity as it is in the database; in the caller's transaction with what that has changed. */
    Optional<Object> find(Class<?> type, Object key) {
        var found = Optional.<Object>ofNullable(entities.find(type, key, FRESH));
        return isOwn ? found : found.filter(this::isThere);
    }

    /** Reads it again: what the caller's transaction has read may be older. */
    boolean isThere(Object entity) {
        try {
            entities.refresh(entity, FRESH);
            return true;
        } catch (EntityNotFoundException gone) {
            entities.detach(entity);
            return false;
        }
    }

    /** Has what is read next come from the database; in the caller's transaction it does so anyway. */
    void forget() {
        if (isOwn) {
            entities.clear();
        }
    }

    <Q extends Query> Q fresh(Q query) {
        FRESH.forEach(query::setHint);
        if (entities.getDelegate().getClass().getName().startsWith("org.eclipse.persistence.")) {
            query.setHint("eclipselink.jdbc.bind-parameters", "True"); // or on H2 values would stand in the statement
        }
        return query;
    }
}
