package io.multilith.tck.liberty;

import java.util.Map;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/** In a server that speaks MongoDB's protocol. */
class TodoInMongodbIT extends TodoInDatabaseContract {
    private MongoServer database;

    @Override
    String store() {
        return "mongodb";
    }

    @Override
    Map<String, String> startDatabase() {
        database = new MongoServer(new MemoryBackend());
        return Map.of("mongodb.url", database.bindAndGetConnectionString() + "/todos");
    }

    @Override
    void stopDatabase() {
        if (database != null) {
            database.shutdownNow();
        }
    }
}
