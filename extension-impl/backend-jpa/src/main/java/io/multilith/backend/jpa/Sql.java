package io.multilith.backend.jpa;

import java.sql.Clob;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;

/** Statements on the connection and in the transaction of an entity manager. For one thread. */
record Sql(EntityManager entities) {
    /** Parameters are {@code ?1}, {@code ?2}. Never flushes: at the end of a transaction EclipseLink would write twice. */
    private Query query(String sql, Object... parameters) {
        var query = entities.createNativeQuery(sql).setFlushMode(FlushModeType.COMMIT);
        for (var i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }

    int update(String sql, Object... parameters) {
        return query(sql, parameters).executeUpdate();
    }

    List<Row> rows(String sql, Object... parameters) {
        return ((List<?>) query(sql, parameters).getResultList()).stream()
                .map(row -> new Row(row instanceof Object[] values ? values : new Object[]{row})).toList();
    }

    /** {@code ?3, ?4, ?5}. */
    static String marks(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
    }

    /** One row of a result. */
    static final class Row {
        private final Object[] values;

        private Row(Object[] values) {
            this.values = values;
        }

        String text(int column) {
            try {
                return values[column] instanceof Clob large
                        ? large.getSubString(1, Math.toIntExact(large.length()))
                        : (String) values[column];
            } catch (SQLException unreadable) {
                throw new PersistenceException(unreadable);
            }
        }

        long number(int column) {
            return ((Number) values[column]).longValue();
        }

        Optional<Long> perhapsNumber(int column) {
            return Optional.ofNullable((Number) values[column]).map(Number::longValue);
        }
    }
}
