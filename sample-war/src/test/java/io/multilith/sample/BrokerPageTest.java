package io.multilith.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerPageTest {
    @Test
    void shows_the_properties_that_the_sample_has() throws IOException {
        var page = Files.readString(Path.of("../docs/manual/broker.md"));
        var begin = page.indexOf("```properties\n") + "```properties\n".length();
        var shown = page.substring(begin, page.indexOf("```", begin)).lines().toList();

        var properties = Files.readAllLines(Path.of("src/main/resources/META-INF/microprofile-config.properties"));

        assertThat(shown).hasSizeGreaterThan(5).isSubsetOf(properties);
    }
}
