package io.multilith.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.se.SeContainerInitializer;

/**
 * Everything that is measured, each beside a baseline in the same run. Three JVMs: broker, services, callers. Prints a table
 * of medians and leaves it in {@code target/benchmark.md}.
 */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        var port = freePort();
        var directory = Files.createTempDirectory("multilith-benchmark");
        System.setProperty("amqp-port", Integer.toString(port));
        System.setProperty("amqp-host", "127.0.0.1");
        System.setProperty("multilith.direct-echo.direct", "true");
        try (var processes = new Processes()) {
            processes.start(BrokerProcess.class, "-Damqp-port=" + port,
                    "-Dmultilith.embedded-broker.directory=" + directory);
            var table = table(measure(port, processes));
            System.out.println(table);
            Files.writeString(Path.of("benchmark.md"), table);
        }
        System.exit(0);
    }

    private static List<Figure> measure(int port, Processes processes) {
        var figures = new ArrayList<Figure>();
        Heap.measure(port).forEach(figures::add);
        processes.start(ServerProcess.class, "-Damqp-port=" + port, "-Damqp-host=127.0.0.1");
        try (var container = SeContainerInitializer.newInstance()
                .addBeanClasses(EchoClient.class, LocalEcho.class, DirectEcho.class, LocalCall.class, Drain.class,
                        Backlog.class)
                .initialize()) {
            var bare = BareEcho.connect(port);
            new RequestReply(new BareCaller(bare), container.select(EchoClient.class).get()).measure()
                    .forEach(figures::add);
            container.select(Backlog.class).get().measure(new BareDrain(bare)).forEach(figures::add);
            container.select(LocalCall.class).get().measure().forEach(figures::add);
        }
        return figures;
    }

    private static String table(List<Figure> figures) {
        var machine = String.format("%s, %d processors, %s %s, JDK %s: mvn -Pbench verify%n%n",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"),
                System.getProperty("os.arch"), System.getProperty("java.runtime.version"));
        return figures.stream().map(Figure::row)
                .collect(Collectors.joining(System.lineSeparator(), machine + Figure.header() + System.lineSeparator(),
                        System.lineSeparator()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
