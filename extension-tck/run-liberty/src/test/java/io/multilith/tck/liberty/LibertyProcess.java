package io.multilith.tck.liberty;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An Open Liberty, configured as {@code mvn -Pdemo -Dstore=...} does. */
final class LibertyProcess extends ServerProcess {
    private static final Path CONFIGURATION = Path.of(System.getProperty("multilith.tck.liberty-config"));
    private static final Path LIBERTY = Path.of(System.getProperty("multilith.tck.liberty-home"));
    private static final Path USER = Path.of("target", "liberty").toAbsolutePath();

    private final String name;
    private final Path folder;

    /**
     * Puts the server together; it does not run yet.
     *
     * @param store
     *            a folder of openliberty-config
     * @param properties
     *            what a user says on the command line
     */
    LibertyProcess(String store, Map<String, String> properties) throws IOException {
        this(store, properties, Sample.war());
    }

    /** With another WAR, at the sample's place. */
    LibertyProcess(String store, Map<String, String> properties, WebArchive war) throws IOException {
        this(store, properties, war, freePort());
    }

    private LibertyProcess(String store, Map<String, String> properties, WebArchive war, int http) throws IOException {
        super(http);
        name = store.replace('/', '-') + "-" + http;
        folder = Files.createDirectories(USER.resolve("servers").resolve(name));
        for (var part : new Path[]{CONFIGURATION.resolve("combined"), CONFIGURATION.resolve(store),
                CONFIGURATION.resolve("target").resolve(store)}) {
            copy(part);
        }
        Files.createDirectories(folder.resolve("dropins"));
        war.as(ZipExporter.class).exportTo(folder.resolve("dropins/multilith-sample.war").toFile());
        var bootstrap = new Properties();
        bootstrap.putAll(Map.of("http.port", Integer.toString(http), "amqp-port", Integer.toString(freePort()),
                "mp.openapi.scan.disable", "true")); // seconds of each start
        bootstrap.putAll(properties);
        try (var file = Files.newOutputStream(folder.resolve("bootstrap.properties"))) {
            bootstrap.store(file, null);
        }
    }

    private void copy(Path part) throws IOException {
        if (Files.notExists(part)) {
            return; // not every store brings a driver
        }
        try (Stream<Path> files = Files.walk(part)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = folder.resolve(part.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** Adds to the server's configuration before it is started. */
    void configure(String name, String xml) throws IOException {
        var overrides = Files.createDirectories(folder.resolve("configDropins/overrides"));
        Files.writeString(overrides.resolve(name), xml);
    }

    @Override
    protected ProcessBuilder command() {
        var builder = new ProcessBuilder(LIBERTY.resolve("bin/server").toString(), "run", name)
                .redirectErrorStream(true).redirectOutput(new File(folder.toFile(), "console.log"));
        builder.environment().put("WLP_USER_DIR", USER.toString());
        return builder;
    }

    /** All but that SmallRye's metrics are not there, and that it was asked too early. */
    @Override
    protected List<String> complaints() throws IOException {
        return Files.readAllLines(folder.resolve("logs/messages.log")).stream()
                .filter(line -> line.matches("\\[.*] \\w+ \\S+ +[WE] .*"))
                .filter(line -> Stream.of("MetricDecorator", "CWMMH0053W").noneMatch(line::contains)).toList();
    }
}
