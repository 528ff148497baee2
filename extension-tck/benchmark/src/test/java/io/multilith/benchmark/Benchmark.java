package io.multilith.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import jakarta.enterprise.inject.se.SeContainerInitializer;

/**
 * Request and reply over a broker, ours beside the bare client's, in rounds that alternate so that the machine's moods fall on
 * both. Three JVMs: broker, services, callers. Prints medians and their ratio.
 */
public final class Benchmark {
    private static final int ROUNDS = 7;
    private static final List<Load> LOADS = List.of(new Load(1, 3_000), new Load(100, 60_000));

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        var port = freePort();
        var directory = Files.createTempDirectory("multilith-benchmark");
        System.setProperty("amqp-port", Integer.toString(port));
        System.setProperty("amqp-host", "127.0.0.1");
        try (var processes = new Processes()) {
            processes.start(BrokerProcess.class, "-Damqp-port=" + port,
                    "-Dmultilith.embedded-broker.directory=" + directory);
            processes.start(ServerProcess.class, "-Damqp-port=" + port, "-Damqp-host=127.0.0.1");
            try (var container = SeContainerInitializer.newInstance().addBeanClasses(EchoClient.class).initialize()) {
                var client = container.select(EchoClient.class).get();
                var bare = new BareCaller(BareEcho.connect(port));
                System.out.printf("%-22s %12s %12s %7s %10s %10s %7s%n", "request/reply", "bare/s", "ours/s", "ratio",
                        "bare p99us", "ours p99us", "ratio");
                for (var load : LOADS) {
                    Function<String, CompletionStage<String>> ours = load.inFlight() == 1
                            ? text -> CompletableFuture.completedStage(client.waiting.echo(text))
                            : client.promising::echo;
                    compare(load, bare::call, ours);
                }
            }
        }
        System.exit(0);
    }

    private static void compare(Load load, Function<String, CompletionStage<String>> bare,
            Function<String, CompletionStage<String>> ours) {
        var bareResults = new ArrayList<Load.Result>();
        var ourResults = new ArrayList<Load.Result>();
        load.run(bare);
        load.run(ours);
        for (var round = 0; round < ROUNDS; round++) {
            bareResults.add(load.run(bare));
            ourResults.add(load.run(ours));
        }
        var barePerSecond = median(bareResults, Load.Result::perSecond);
        var ourPerSecond = median(ourResults, Load.Result::perSecond);
        var bareP99 = median(bareResults, Load.Result::p99Micros);
        var ourP99 = median(ourResults, Load.Result::p99Micros);
        System.out.printf("%-22s %12.0f %12.0f %7.2f %10.0f %10.0f %7.2f%n", load.inFlight() + " in flight",
                barePerSecond, ourPerSecond, ourPerSecond / barePerSecond, bareP99, ourP99, ourP99 / bareP99);
    }

    private static double median(List<Load.Result> results, ToDoubleFunction<Load.Result> figure) {
        var sorted = results.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
