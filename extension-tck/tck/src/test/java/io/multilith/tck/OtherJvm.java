package io.multilith.tck;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A process with a main class of the tests. It ends with the JVM of the test, whose pipe it reads. */
final class OtherJvm {
    private static final String READY = "READY";

    private final Process process;

    /** It has ended before it was ready. */
    static final class Ended extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Ended(String message) {
            super(message);
        }
    }

    private OtherJvm(Process process) {
        this.process = process;
    }

    /** In the other process: says that it is ready, and waits until it is to end. */
    static void ready() throws IOException {
        System.out.println(READY);
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    /** Starts it and waits until it is ready; its log goes to {@code target}. */
    static OtherJvm start(Class<?> main, String... properties) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        try {
            var log = Redirect.appendTo(new File("target", main.getSimpleName() + ".log"));
            var process = new ProcessBuilder(command).redirectError(log).start();
            awaitReady(process, main);
            return new OtherJvm(process);
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    private static void awaitReady(Process process, Class<?> main) throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = output.readLine(); !READY.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new Ended(main.getName() + " ended, see target/" + main.getSimpleName() + ".log");
            }
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
