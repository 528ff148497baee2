package io.multilith.tck.liberty;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** A Java client that openapi-generator makes of a document, compiled together with a class that uses it. */
final class GeneratedClient {
    private static final String SCENARIO = "/openapi-client/Scenario.java";
    private static final String PACKAGE = "generated";

    private final Path folder;

    GeneratedClient(Path folder) {
        this.folder = folder;
    }

    /** Writes the client's sources. Fails where the document is not valid. */
    void generate(String openApi) throws IOException {
        var document = Files.writeString(folder.resolve("openapi.yaml"), openApi);
        var configuration = new CodegenConfigurator().setInputSpec(document.toString()).setGeneratorName("java")
                .setLibrary("native").setOutputDir(folder.resolve("client").toString()).setValidateSpec(true)
                .setApiPackage(PACKAGE).setModelPackage(PACKAGE).setInvokerPackage(PACKAGE)
                .addAdditionalProperty("useJakartaEe", "true").addAdditionalProperty("hideGenerationTimestamp", "true")
                .addGlobalProperty("apis", "Power").addGlobalProperty("models", "")
                .addGlobalProperty("supportingFiles", "").addGlobalProperty("apiTests", "false")
                .addGlobalProperty("modelTests", "false").addGlobalProperty("apiDocs", "false")
                .addGlobalProperty("modelDocs", "false");
        var generator = new DefaultGenerator();
        generator.opts(configuration.toClientOptInput()).generate();
    }

    /** What the scenario says when it is run against a server. */
    String run(String base) throws Exception {
        var classes = Files.createDirectories(folder.resolve("classes"));
        compile(classes);
        try (var loader = loader(classes)) {
            var scenario = loader.loadClass("scenario.Scenario").getDeclaredConstructor().newInstance();
            return asFunction(scenario).apply(base);
        }
    }

    @SuppressWarnings("unchecked") // it says so itself
    private static Function<String, String> asFunction(Object scenario) {
        return (Function<String, String>) scenario;
    }

    private static URLClassLoader loader(Path classes) throws MalformedURLException {
        return new URLClassLoader(new URL[]{classes.toUri().toURL()}, GeneratedClient.class.getClassLoader());
    }

    private void compile(Path classes) throws IOException {
        var scenario = folder.resolve("Scenario.java");
        try (var source = GeneratedClient.class.getResourceAsStream(SCENARIO)) {
            Files.copy(source, scenario);
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none",
                    "-nowarn");
            if (!compiler.getTask(said, files, null, options, null,
                    files.getJavaFileObjectsFromPaths(sources(scenario))).call()) {
                throw new IllegalStateException(said.toString());
            }
        }
    }

    private List<Path> sources(Path scenario) throws IOException {
        try (var generated = Files.walk(folder.resolve("client/src/main/java"))) {
            return Stream.concat(Stream.of(scenario), generated.filter(path -> path.toString().endsWith(".java")))
                    .toList();
        }
    }
}
