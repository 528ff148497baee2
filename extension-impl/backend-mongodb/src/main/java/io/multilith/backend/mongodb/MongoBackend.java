package io.multilith.backend.mongodb;

import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.multilith.resource.Backend;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceBackend;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

/**
 * Keeps collections in the MongoDB that {@code multilith.mongodb.url} names. Thread-safe; one client for all of them.
 *
 * @since 0.1
 */
@ApplicationScoped
@Backend("mongodb")
public class MongoBackend implements ResourceBackend {
    private static final int HEARTBEATS_A_TIMEOUT = 2;
    private static final int LONGEST_ANSWER = 10;
    private static final long FASTEST_HEARTBEAT = 500;

    private final Config config;
    private MongoClient client;

    /** Reads the application's configuration, when the first collection is opened. */
    public MongoBackend() {
        this(ConfigProvider.getConfig());
    }

    MongoBackend(Config config) {
        this.config = config;
    }

    @Override
    public synchronized CollectionStore open(CollectionDefinition definition) {
        var settings = MongoSettings.from(config, definition.name());
        if (client == null) {
            client = MongoClients.create(clientSettings(settings)); // connects in the background
        }
        return new MongoStore(definition, client.getDatabase(settings.database()), settings.timeout());
    }

    private static MongoClientSettings clientSettings(MongoSettings settings) {
        var timeout = settings.timeout().toMillis();
        var heartbeat = Math.max(FASTEST_HEARTBEAT, timeout / HEARTBEATS_A_TIMEOUT);
        return MongoClientSettings.builder().applyConnectionString(settings.url()).applicationName("multilith")
                .readPreference(ReadPreference.primary()).readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(timeout, TimeUnit.MILLISECONDS))
                .applyToServerSettings(server -> server.heartbeatFrequency(heartbeat, TimeUnit.MILLISECONDS)
                        .minHeartbeatFrequency(Math.min(heartbeat, FASTEST_HEARTBEAT), TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(timeout, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket
                        .connectTimeout(timeout, TimeUnit.MILLISECONDS)
                        .readTimeout(timeout * LONGEST_ANSWER, TimeUnit.MILLISECONDS))
                .build();
    }

    @PreDestroy
    synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
