package io.multilith.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTest {
    @ParameterizedTest
    @CsvSource({"src/main/java/io/multilith/sample/greeter/Greeter.java, service",
            "src/test/java/io/multilith/sample/greeter/GreeterTest.java, test"})
    void shows_the_code_that_is_compiled_here(String file, String region) throws IOException {
        var source = Files.readString(Path.of(file));
        var begin = source.indexOf("// README begin " + region + "\n");
        var end = source.indexOf("// README end " + region);
        var code = source.substring(source.indexOf('\n', begin) + 1, end).stripTrailing();

        var readme = Files.readString(Path.of("../README.md"));

        assertThat(readme).contains(code);
    }
}
