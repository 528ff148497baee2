package io.multilith.impl.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationPageTest {
    @Test
    void lists_every_setting_with_its_default() throws IOException {
        var rows = Setting.ALL.stream().map(ConfigurationPageTest::row).collect(Collectors.joining("\n"));

        var page = Files.readString(Path.of("../../docs/configuration.md"));

        assertThat(page).contains(rows);
    }

    private static String row(Setting<?> setting) {
        var defaultText = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
        var owners = setting.overridable() ? "; by service or collection" : "";
        return "| `%s` | %s | %s%s |".formatted(setting.key(), defaultText, setting.description(), owners);
    }
}
