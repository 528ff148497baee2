package io.multilith.tck.liberty;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A log that outlives its server: everybody goes on where he was. */
@Tag("liberty")
class ChaosInPostgresqlIT extends ChaosContract {
    private static final String USER = "postgres";

    private EmbeddedPostgres database;

    @Override
    protected ServerProcess server() throws IOException {
        database = EmbeddedPostgres.start();
        return new LibertyProcess("postgresql", Map.of("postgresql.url", database.getJdbcUrl(USER, USER),
                "postgresql.user", USER, "postgresql.password", USER));
    }

    @AfterEach
    void stopDatabase() throws IOException {
        if (database != null) {
            database.close();
        }
    }

    @Override
    protected boolean remembers() {
        return true;
    }
}
