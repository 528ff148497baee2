package io.multilith.backend.jpa;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A process with a main class of the tests, to be killed. */
final class OtherJvm {
    private static final String DONE = "DONE";

    private final Process process;

    private OtherJvm(Process process) {
        this.process = process;
    }

    /** Starts it; its log goes to {@code target}. */
    static OtherJvm start(Class<?> main, String... arguments) {
        var command = new java.util.ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m",
                        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new OtherJvm(new ProcessBuilder(command).directory(new File("target"))
                    .redirectError(Redirect.appendTo(new File("target", main.getSimpleName() + ".log"))).start());
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    /** In the other process: says that it has done something once more. */
    static void done() {
        System.out.println(DONE);
    }

    /** Waits until it has said so, so many times. */
    void awaitDone(int count) throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var times = 0;
        while (times < count) {
            var line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("The other process ended after " + times + " times.");
            }
            times += line.equals(DONE) ? 1 : 0; // a provider writes there, too
        }
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
