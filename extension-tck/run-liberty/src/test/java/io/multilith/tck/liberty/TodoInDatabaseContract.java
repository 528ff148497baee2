package io.multilith.tck.liberty;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/** The same WAR on a server of its own that is told of a database, and nothing else. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("liberty")
abstract class TodoInDatabaseContract extends TodoContract {
    private LibertyProcess server;

    /** The folder of openliberty-config. */
    abstract String store();

    /** Starts a database with nothing in it; says where it is. */
    abstract Map<String, String> startDatabase() throws IOException;

    abstract void stopDatabase() throws IOException;

    @BeforeAll
    void start() throws IOException {
        server = new LibertyProcess(store(), startDatabase());
        server.start();
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        stopDatabase();
    }

    @Override
    SampleClient sample() {
        return server.client();
    }

    @Test
    void has_everything_again_when_the_server_was_started_again() throws IOException {
        var list = createList();
        var path = "api/todo/" + create("kept").id();
        link(path, list);
        sample().patch(path, "{\"done\":true}");
        var before = sample().get(path);
        var history = sample().get(path + "/$history").array();

        assertThat(server.complaints()).isEmpty();
        server.stop();
        server.start();
        assertThat(server.complaints()).isEmpty();

        var after = sample().get(path);
        assertThat(after.object()).isEqualTo(before.object());
        assertThat(after.etag()).isEqualTo(before.etag());
        assertThat(sample().get(path + "?$expand=list").object()).containsKey("_embedded");
        assertThat(sample().get(path + "/$history").array()).isEqualTo(history);
        assertThat(sample().patch(path, "{\"done\":false}", "If-Match", before.etag()).status()).isEqualTo(200);
        assertThat(sample().get(path + "/$history").array()).hasSize(history.size() + 1);
    }
}
