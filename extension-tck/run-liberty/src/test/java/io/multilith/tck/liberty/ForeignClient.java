package io.multilith.tck.liberty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs {@code foreign_client.py}, which speaks AMQP 1.0 with Debian's Python and Qpid Proton. */
final class ForeignClient {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String SCRIPT = "src/test/scripts/foreign_client.py";
    private static final String HOST = "127.0.0.1";

    private ForeignClient() {}

    static void assumeInstalled() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(PYTHON)) && run(PYTHON, "-c", "import proton").exit == 0,
                "No foreign client was tested: no Qpid Proton. Fix: apt-get install python3-qpid-proton.");
    }

    /** What the script says of each of the cases, or of all. */
    static Map<String, JsonObject> cases(String... names) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(PYTHON, SCRIPT, HOST, System.getProperty("multilith.tck.amqp-port")));
        command.addAll(List.of(names));
        var end = run(command.toArray(String[]::new));
        assertThat(end.exit).as(end.errors).isZero();
        return end.output.lines().map(line -> Answer.parse(line).asJsonObject())
                .collect(Collectors.toMap(told -> told.getString("case"), Function.identity()));
    }

    private record End(int exit, String output, String errors) {}

    private static End run(String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("foreign-client", ".out");
        var errors = Files.createTempFile("foreign-client", ".err");
        try {
            var process = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(Patience.TIMEOUT.toSeconds() * 6, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new End(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
