package io.multilith.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The other JVMs of a run. */
final class Processes implements AutoCloseable {
    private static final String READY = "READY";

    private final List<Process> started = new ArrayList<>();

    /** In the other JVM: says that it is ready, and waits until it is to stop. */
    static void ready() throws IOException {
        System.out.println(READY);
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    /** Starts one and waits until it is ready; gives what it said last before that. */
    String start(Class<?> main, String... properties) {
        return start(System.getProperty("java.class.path"), main, properties);
    }

    /** The same where a module of the class path is missing. */
    String startWithout(String module, Class<?> main, String... properties) {
        return start(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(module)).collect(Collectors.joining(File.pathSeparator)), main,
                properties);
    }

    private String start(String classPath, Class<?> main, String... properties) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(properties));
        command.addAll(List.of("-cp", classPath, main.getName()));
        try {
            var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            started.add(process);
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var said = "";
            for (var line = output.readLine(); !READY.equals(line); line = output.readLine()) {
                if (line == null) {
                    throw new IllegalStateException(main.getName() + " ended");
                }
                said = line;
            }
            return said;
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroy);
    }
}
