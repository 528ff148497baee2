package io.multilith.tck.liberty;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A script that speaks to the sample by a library of another language, and shares nothing else with us.
 *
 * @param command
 *            runs the language
 * @param probe
 *            an argument and a program that fails where the library is missing
 * @param install
 *            how to get the library
 */
record ForeignClient(String command, List<String> probe, String script, String install) {
    private static final String HOST = "127.0.0.1";
    private static final String SCRIPTS = System.getProperty("multilith.tck.scripts") + "/";
    /** Where {@code .ci/run} puts the libraries of Node. */
    private static final String NODE_PATH = System.getProperty("multilith.tck.node");

    static ForeignClient python() {
        return new ForeignClient("/usr/bin/python3", List.of("-c", "import proton"),
                SCRIPTS + "foreign_client.py",
                "apt-get install python3-qpid-proton");
    }

    static ForeignClient node() {
        return node("foreign_client.js", "rhea");
    }

    /** By our own client for JavaScript. */
    static ForeignClient multilith() {
        return node("multilith_client.js", "typescript');require('ws");
    }

    /** By Centrifugo's client. */
    static ForeignClient centrifuge() {
        return node("centrifuge_client.js", "centrifuge");
    }

    private static ForeignClient node(String script, String library) {
        return new ForeignClient("node", List.of("-e", "require('" + library + "')"), SCRIPTS + script,
                "run .ci/run once, or npm ci beside the script");
    }

    void assumeInstalled() throws IOException, InterruptedException {
        var program = new ArrayList<>(List.of(command));
        program.addAll(probe);
        Assumptions.assumeTrue(isRunnable() && run(program).exit == 0,
                "No foreign client was tested by " + script + ": its library is missing. Fix: " + install + ".");
    }

    private boolean isRunnable() {
        try {
            return new ProcessBuilder(command, "--version").start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the script says of each of the cases, or of all. */
    Map<String, JsonObject> cases(String... names) throws IOException, InterruptedException {
        var program = new ArrayList<>(List.of(command, script, HOST, System.getProperty("multilith.tck.amqp-port"),
                "http://" + HOST + ":" + System.getProperty("multilith.tck.http-port") + "/api"));
        program.addAll(List.of(names));
        var end = run(program);
        assertThat(end.exit).as(end.errors).isZero();
        return end.output.lines().map(line -> Answer.parse(line).asJsonObject())
                .collect(Collectors.toMap(told -> told.getString("case"), Function.identity()));
    }

    private record End(int exit, String output, String errors) {}

    private static End run(List<String> program) throws IOException, InterruptedException {
        var output = Files.createTempFile("foreign-client", ".out");
        var errors = Files.createTempFile("foreign-client", ".err");
        try {
            var builder = new ProcessBuilder(program).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().put("NODE_PATH", NODE_PATH);
            var process = builder.start();
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
