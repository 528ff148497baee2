package io.multilith.backend.jpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A new database with the tables of the tests' entities.
 *
 * @param url
 *            of JDBC
 */
record TestDatabase(String url) {
    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    private static final String TABLES = """
            CREATE TABLE book (id VARCHAR(255) PRIMARY KEY, isbn VARCHAR(20) UNIQUE, title VARCHAR(100) NOT NULL, pages INT,
                secret VARCHAR(20));
            CREATE TABLE thing (id VARCHAR(255) PRIMARY KEY, name VARCHAR(200), amount INT, total BIGINT,
                price NUMERIC(20, 4), weight DOUBLE PRECISION, done BOOLEAN, sure BOOLEAN NOT NULL, birth DATE,
                seen TIMESTAMP, stamp VARCHAR(40), colour VARCHAR(20), street VARCHAR(50), town VARCHAR(50));
            CREATE TABLE thing_tags (thing_id VARCHAR(255) NOT NULL, place INT NOT NULL, tag VARCHAR(50));
            CREATE TABLE item (id VARCHAR(255) PRIMARY KEY, name VARCHAR(1000000), amount BIGINT, price NUMERIC(19, 4),
                done BOOLEAN, birth DATE, colour VARCHAR(20), tags VARCHAR(1000), street VARCHAR(50), zip VARCHAR(50));
            CREATE TABLE numbered (id BIGINT PRIMARY KEY, name VARCHAR(50));
            CREATE TABLE stamped (id VARCHAR(255) PRIMARY KEY, origin VARCHAR(20) DEFAULT 'here');
            CREATE TABLE computed (id VARCHAR(255) PRIMARY KEY, name VARCHAR(50));
            CREATE TABLE marked (id UUID PRIMARY KEY, name VARCHAR(50), version INT, price NUMERIC(10, 2));
            """;

    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
            } catch (IOException unstartable) {
                throw new UncheckedIOException(unstartable);
            }
        }
    }

    static TestDatabase h2() {
        return made(new TestDatabase("jdbc:h2:mem:" + name() + ";DB_CLOSE_DELAY=-1"), TABLES);
    }

    /** Its texts are in the order of a dictionary. */
    static TestDatabase postgres() {
        var name = name();
        new TestDatabase(Server.RUNNING.getJdbcUrl(USER, USER)).execute("CREATE DATABASE " + name);
        return made(new TestDatabase(Server.RUNNING.getJdbcUrl(USER, name)),
                TABLES.replaceAll("VARCHAR\\(\\d+\\)", "$0 COLLATE \"en-x-icu\""));
    }

    private static TestDatabase made(TestDatabase database, String tables) {
        database.execute(tables);
        return database;
    }

    private static String name() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    void execute(String statements) {
        try (var connection = DriverManager.getConnection(url, USER, PASSWORD);
                var statement = connection.createStatement()) {
            for (var one : List.of(statements.split(";"))) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    long number(String query) {
        try (var connection = DriverManager.getConnection(url, USER, PASSWORD);
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
