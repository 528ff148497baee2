package io.multilith.backend.jpa;

import java.lang.reflect.Type;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

import io.multilith.resource.ResourceBackend;
import io.multilith.tck.ResourceBackendContract;

/** What holds of every backend. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EntityContract extends ResourceBackendContract {
    private final TestDatabase database;
    private final Application application;

    EntityContract(TestDatabase database, String unit) {
        this.database = database;
        this.application = Application.start(unit, database);
    }

    @AfterAll
    void close() {
        application.close();
    }

    @Override
    protected ResourceBackend backend() {
        database.execute("DELETE FROM item; DELETE FROM numbered; DELETE FROM marked");
        return application.backend();
    }

    @Override
    protected Type recordType() {
        return ItemRow.class;
    }

    @Override
    protected Type numberedType() {
        return Numbered.class;
    }

    @Override
    protected Type uniqueType() {
        return Marked.class;
    }

    @Override
    protected boolean keepsAnyJson() {
        return false;
    }
}
