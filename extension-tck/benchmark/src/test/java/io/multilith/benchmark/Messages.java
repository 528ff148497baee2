package io.multilith.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.stream.Stream;

import jakarta.enterprise.inject.se.SeContainerInitializer;

/** Calls and events, by three JVMs: broker, services, callers. */
final class Messages {
    private Messages() {}

    static Stream<Figure> measure() {
        var port = Ports.free();
        System.setProperty("amqp-port", Integer.toString(port));
        System.setProperty("amqp-host", "127.0.0.1");
        System.setProperty("multilith.direct-echo.direct", "true");
        try (var processes = new Processes()) {
            processes.start(BrokerProcess.class, "-Damqp-port=" + port, "-Dmultilith.embedded-broker.directory="
                    + Files.createTempDirectory("multilith-benchmark"));
            return measure(port, processes);
        } catch (IOException noDirectory) {
            throw new UncheckedIOException(noDirectory);
        }
    }

    private static Stream<Figure> measure(int port, Processes processes) {
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
        return figures.stream();
    }
}
