package io.multilith.tck.liberty;

import java.io.IOException;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** As entities in a PostgreSQL that is unpacked from Maven. */
class TodoInPostgresqlIT extends TodoInDatabaseContract {
    private static final String USER = "postgres";

    private EmbeddedPostgres database;

    @Override
    String store() {
        return "postgresql";
    }

    @Override
    Map<String, String> startDatabase() throws IOException {
        database = EmbeddedPostgres.start();
        return Map.of("postgresql.url", database.getJdbcUrl(USER, USER), "postgresql.user", USER,
                "postgresql.password", USER);
    }

    @Override
    void stopDatabase() throws IOException {
        if (database != null) {
            database.close();
        }
    }
}
