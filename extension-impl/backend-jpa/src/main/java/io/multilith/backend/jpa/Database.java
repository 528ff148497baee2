package io.multilith.backend.jpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;

/** In what the databases differ. */
enum Database {
    POSTGRESQL("postgresql.sql", " ON CONFLICT DO NOTHING",
            "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", "ANY (current_schemas(false))",
            Database.NOTHING) {
        @Override
        String advance(String columns, String change) {
            return change + " RETURNING " + columns;
        }

        @Override
        String put(String table, String columns, String keys, String rows) {
            var changes = Arrays.stream(columns.split(", ")).map(column -> column + " = EXCLUDED." + column)
                    .collect(Collectors.joining(", "));
            return "INSERT INTO " + table + " (" + columns + ") VALUES " + rows + " ON CONFLICT (" + keys
                    + ") DO UPDATE SET " + changes;
        }

        @Override
        Expression<byte[]> bytes(CriteriaBuilder criteria, Expression<String> text) {
            return criteria.function("convert_to", byte[].class, text, criteria.literal("UTF8"));
        }
    },
    H2("h2.sql", "", "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)", "CURRENT_SCHEMA",
            "SET OPTIMIZE_REUSE_RESULTS 0") {
        @Override
        String advance(String columns, String change) {
            return "SELECT " + columns + " FROM FINAL TABLE (" + change + ")";
        }

        @Override
        String put(String table, String columns, String keys, String rows) {
            return "MERGE INTO " + table + " (" + columns + ") KEY (" + keys + ") VALUES " + rows;
        }

        @Override
        Expression<byte[]> bytes(CriteriaBuilder criteria, Expression<String> text) {
            return criteria.function("STRINGTOUTF8", byte[].class, text);
        }
    };

    /** A statement that writes, be it nothing. */
    static final String NOTHING = "DELETE FROM multilith_claim WHERE 1 = 0";

    private final String script;
    private final String unlessThere;
    private final String now;
    private final String schemas;
    private final String begin;

    Database(String script, String unlessThere, String now, String schemas, String begin) {
        this.script = script;
        this.unlessThere = unlessThere;
        this.now = now;
        this.schemas = schemas;
        this.begin = begin;
    }

    /** An update that tells what it made. */
    abstract String advance(String columns, String change);

    /** Whether one statement may be made of several that write. */
    boolean isOfSeveralWrites() {
        return this == POSTGRESQL;
    }

    /** A statement that inserts rows, or changes those that are there. */
    abstract String put(String table, String columns, String keys, String rows);

    /** A text as its bytes in UTF-8, whose order is that of its code points in each collation. */
    abstract Expression<byte[]> bytes(CriteriaBuilder criteria, Expression<String> text);

    /** An insertion that may find its row there and then does nothing, or fails for a duplicate. */
    String insert(String insertion) {
        return insertion + unlessThere;
    }

    /** The clock that all nodes share, in milliseconds. */
    String now() {
        return now;
    }

    /**
     * What a transaction of our own begins with. H2 tells what it answered to the same statement before as long as nobody has
     * written; between the moment a commit is seen and the moment it counts as written, that is no longer so. There is no other
     * way than to turn this off, for all, and each time: a database that was closed does it again.
     */
    String begin() {
        return begin;
    }

    /** The schemas in which tables are found without being told. */
    String schemas() {
        return schemas;
    }

    /** Where the statements are that make the tables. */
    String script() {
        return "META-INF/multilith/" + script;
    }

    List<String> statements() {
        try (var source = Database.class.getClassLoader().getResourceAsStream(script())) {
            var text = new String(source.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(text.split(";")).map(String::strip).filter(statement -> !statement.isEmpty()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
