package io.multilith.tck.payara;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.multilith.tck.liberty.ServerProcess;

/** A Payara Micro with the sample's WAR. */
final class PayaraProcess extends ServerProcess {
    private static final Path MICRO = Path.of(System.getProperty("multilith.tck.payara-micro"));
    private static final Path CONFIGURATION = Path.of(System.getProperty("multilith.tck.payara-config"));
    private static final Path WAR = Path.of("target", "multilith-sample.war").toAbsolutePath();

    private final int http;
    private final int amqp;
    private final Path folder;

    PayaraProcess() throws IOException {
        this(freePort());
    }

    private PayaraProcess(int http) throws IOException {
        super(http);
        this.http = http;
        amqp = freePort();
        folder = Files.createDirectories(Path.of("target", "payara-" + http).toAbsolutePath());
    }

    @Override
    protected ProcessBuilder command() {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder, "-Damqp-port=" + amqp,
                "-Dmultilith.embedded-broker.directory=" + folder.resolve("broker"), "-jar", MICRO.toString(),
                "--deploy", WAR.toString(), "--nocluster", "--port", Integer.toString(http),
                "--prebootcommandfile", CONFIGURATION.resolve("preboot.txt").toString(),
                "--postbootcommandfile", CONFIGURATION.resolve("postboot.txt").toString())
                .redirectErrorStream(true).redirectOutput(console());
    }

    private File console() {
        return folder.resolve("console.log").toFile();
    }

    /** Since it is ready: before, Payara warns of its own certificates. */
    @Override
    protected List<String> complaints() throws IOException {
        return Files.readAllLines(console().toPath()).stream().dropWhile(line -> !line.contains("ready in"))
                .filter(line -> line.matches("\\[[^]]*] .*(WARNING|SEVERE).*")).toList();
    }
}
