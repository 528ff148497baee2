package io.multilith.backend.mongodb;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import jakarta.json.JsonObject;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.resource.CollectionDefinition;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MongoSettingsTest {
    @Test
    void has_defaults_for_all_but_the_server() {
        var settings = MongoSettings.from(config(Map.of(MongoSettings.URL_KEY, "mongodb://db.example:27017")), "power");

        assertThat(settings.database()).isEqualTo("multilith");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void takes_the_database_of_the_url() {
        var settings = MongoSettings.from(config(Map.of(MongoSettings.URL_KEY, "mongodb://a,b/shop?replicaSet=x",
                MongoSettings.TIMEOUT_KEY, "PT0.5S")), "power");

        assertThat(settings.database()).isEqualTo("shop");
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void tells_the_deployer_that_the_url_is_missing() {
        var backend = new MongoBackend(config(Map.of()));
        var definition = new CollectionDefinition("power", JsonObject.class, Set.of(), 1, () -> {});

        assertThatThrownBy(() -> backend.open(definition)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ML1000").hasMessageContaining("power")
                .hasMessageContaining(MongoSettings.URL_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "localhost:27017", "mongodb://", "mongodb://a b:c"})
    void refuses_what_is_no_url(String url) {
        assertThatThrownBy(() -> MongoSettings.from(config(Map.of(MongoSettings.URL_KEY, url)), "power"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("ML1001")
                .hasMessageContaining("mongodb://<host>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3s", "PT0S", "-PT1S", "PT0.0000001S"})
    void refuses_what_is_no_timeout(String timeout) {
        var config = config(Map.of(MongoSettings.URL_KEY, "mongodb://localhost", MongoSettings.TIMEOUT_KEY, timeout));

        assertThatThrownBy(() -> MongoSettings.from(config, "power")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ML1002").hasMessageContaining(timeout);
    }

    private static Config config(Map<String, String> keys) {
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(keys, "test", 100)).build();
    }
}
