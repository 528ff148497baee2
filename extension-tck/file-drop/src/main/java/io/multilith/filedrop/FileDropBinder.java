package io.multilith.filedrop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.EntrypointBinder;
import io.multilith.entrypoint.EntrypointMethod;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult.Returned;
import io.multilith.entrypoint.Workers;
import io.multilith.problem.DeploymentProblems;

/** Binds {@link FileDrop} methods. */
// tag::file-drop-binder[]
@ApplicationScoped
public class FileDropBinder implements EntrypointBinder<FileDrop> {
    private static final System.Logger LOG = System.getLogger(FileDrop.class.getName());

    @Inject
    Workers workers;

    @Override
    public Entrypoint bind(EntrypointMethod<FileDrop> drop, DeploymentProblems problems) {
        var types = drop.method().parameters().stream().map(AnnotatedParameter::getBaseType).toList();
        if (!types.equals(List.of(Path.class)) || drop.annotation().every() < 1) {
            problems.report("FD0001 @FileDrop " + drop.method().javaName() + types + ". Fix: take (Path), every >= 1.");
        }
        var root = ConfigProvider.getConfig().getOptionalValue("file-drop.root", String.class).orElse("");
        var later = CompletableFuture.delayedExecutor(drop.annotation().every(), TimeUnit.SECONDS);
        return new DropBox(workers, drop.method(), Path.of(root).resolve(drop.annotation().directory()),
                later, new AtomicInteger(), ConcurrentHashMap.newKeySet());
    }
    // end::file-drop-binder[]

    // tag::file-drop-box[]
    private record DropBox(Workers workers, ServiceMethod method, Path directory, Executor later, AtomicInteger turn,
            Set<Path> taken) implements Entrypoint {
        @Override
        public void start() {
            look(turn.incrementAndGet());
        }

        @Override
        public synchronized void stop() {
            turn.incrementAndGet();
        }

        private synchronized void look(int mine) {
            if (turn.get() == mine) {
                later.execute(() -> look(mine));
                try (var files = Files.list(Files.createDirectories(directory))) {
                    files.filter(file -> Files.isRegularFile(file) && !file.toFile().isHidden()).sorted().limit(100)
                            .filter(taken::add).forEach(this::handle);
                } catch (IOException | UncheckedIOException fault) {
                    LOG.log(Level.ERROR, "FD0002 Cannot look into " + directory, fault);
                }
            }
        }

        private void handle(Path file) {
            var call = Invocation.of(method);
            var run = workers.run(new Invocation(call.caller(), method, Arguments.of(file), call.context()));
            run.thenAccept(result -> {
                try {
                    var to = Files.createDirectories(directory.resolve(result instanceof Returned ? "done" : "failed"));
                    Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                    taken.remove(file);
                } catch (IOException fault) {
                    LOG.log(Level.ERROR, "FD0003 Cannot move " + file, fault);
                }
            });
        }
    }
    // end::file-drop-box[]
}
