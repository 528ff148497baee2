package io.multilith.impl.cdi;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A service that was compiled as the compiler does by default. */
class LostParameterNamesTest {
    @TempDir
    Path directory;

    @AfterEach
    void forget() {
        Configured.release();
    }

    @Test
    void are_a_problem_that_names_the_compilers_option() throws Exception {
        var source = Files.writeString(directory.resolve("Nameless.java"), """
                @io.multilith.entrypoint.ServiceEntrypoint("nameless")
                public class Nameless {
                    @io.multilith.rpc.Rpc
                    public String greet(String friend) {
                        return friend;
                    }
                }
                """);
        var compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                source.toString());
        Configured.register(Map.of());

        try (var loader = new URLClassLoader(new URL[]{directory.toUri().toURL()}, getClass().getClassLoader())) {
            var nameless = loader.loadClass("Nameless");
            var failure = catchThrowable(() -> Deployed.weld(nameless).initialize().close());

            assertThat(compiled).isZero();
            assertThat(failure).hasMessageContaining("ML0115").hasMessageContaining("The parameter 0 of Nameless#greet")
                    .hasMessageContaining("Fix: compile with -parameters");
        }
    }
}
