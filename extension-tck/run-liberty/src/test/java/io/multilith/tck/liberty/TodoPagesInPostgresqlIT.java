package io.multilith.tck.liberty;

import java.io.IOException;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Where the todos and their log are there again: the pages go on where they were. */
class TodoPagesInPostgresqlIT extends TodoPagesContract {
    private static final String USER = "postgres";

    private EmbeddedPostgres database;

    @Override
    String store() {
        return "postgresql";
    }

    @Override
    Map<String, String> startStore() throws IOException {
        database = EmbeddedPostgres.start();
        return Map.of("postgresql.url", database.getJdbcUrl(USER, USER), "postgresql.user", USER,
                "postgresql.password", USER);
    }

    @Override
    void stopStore() throws IOException {
        if (database != null) {
            database.close();
        }
    }

    @Override
    boolean isKept() {
        return true;
    }
}
