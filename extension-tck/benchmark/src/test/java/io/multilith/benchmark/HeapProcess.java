package io.multilith.benchmark;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

import jakarta.enterprise.inject.se.SeContainerInitializer;

/** A container with so many generated services; prints how much heap is in use after garbage collection, in MB. */
public final class HeapProcess {
    private static final int METHODS = 10;

    private HeapProcess() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Files.createTempDirectory("multilith-services");
        var services = IntStream.range(0, Integer.getInteger("services")).mapToObj(i -> "Service" + i).toList();
        for (var service : services) {
            generate(service, directory);
        }
        try (var loader = new URLClassLoader(new URL[]{url(directory)})) {
            var initializer = SeContainerInitializer.newInstance().setClassLoader(loader);
            for (var service : services) {
                initializer.addBeanClasses(loader.loadClass(service));
            }
            var container = initializer.initialize();
            System.out.println(HeapUse.megabytes());
            Processes.ready();
            container.close();
        }
        System.exit(0);
    }

    private static void generate(String name, Path directory) throws IOException {
        var methods = IntStream.range(0, METHODS).mapToObj(
                i -> "@io.multilith.rpc.Rpc public String method" + i + "(String text) { return text; }")
                .collect(Collectors.joining("\n"));
        var source = Files.writeString(directory.resolve(name + ".java"),
                "@io.multilith.entrypoint.ServiceEntrypoint(\"" + name.toLowerCase(java.util.Locale.ROOT)
                        + "\") public class " + name + " {\n" + methods + "\n}\n");
        var failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-parameters", "-cp",
                System.getProperty("java.class.path"), "-d", directory.toString(), source.toString());
        if (failed != 0) {
            throw new IllegalStateException("could not compile " + source);
        }
    }

    private static URL url(Path directory) throws MalformedURLException {
        return directory.toUri().toURL();
    }
}
