package io.multilith.broker;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.activemq.artemis.core.server.ActiveMQLockAcquisitionTimeoutException;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;

/**
 * One Artemis server: it either listens, stores and has delivered a message when {@link #start()} returns, or is gone.
 * <p>
 * {@link #start()} and {@link #stop()} are called by one thread, once each; {@link #problem()} by any thread at any time.
 */
final class EmbeddedBroker {

    private static final Duration SELF_TEST_TIMEOUT = Duration.ofSeconds(10);

    private final BrokerSettings settings;
    private final BrokerLogs logs = new BrokerLogs();
    private ActiveMQServer server;
    private volatile Throwable activationFailure;
    private volatile String brokenStore;

    EmbeddedBroker(BrokerSettings settings) {
        this.settings = settings;
    }

    BrokerSettings settings() {
        return settings;
    }

    /**
     * Starts the broker and sends a message through it.
     *
     * @throws EmbeddedBrokerException ML0750 port taken, ML0751 directory not writable, ML0752 directory in use, ML0754 no
     *             message came through, ML0753 anything else; then nothing is left running
     */
    void start() {
        var begin = System.nanoTime();
        createDirectory();
        logs.quieten();
        try {
            server = create();
            server.start();
            if (!server.isActive()) {
                throw explained(activationFailure);
            }
            new SelfTest(settings.port(), SELF_TEST_TIMEOUT).run();
        } catch (EmbeddedBrokerException e) {
            stopServer();
            throw e;
        } catch (Exception e) {
            stopServer();
            throw explained(e);
        }
        EmbeddedBrokerMessages.MESSAGES.started(settings.port(), settings.directory(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    void stop() {
        stopServer();
        EmbeddedBrokerMessages.MESSAGES.stopped(settings.port());
    }

    /** Tells why the broker cannot take messages now, with an id and a fix; empty while all is well. */
    Optional<String> problem() {
        if (brokenStore != null) {
            return Optional.of(EmbeddedBrokerMessages.MESSAGES.storeBroken(settings.directory(), brokenStore));
        }
        if (server == null || !server.isStarted() || !server.isActive()) {
            return Optional.of(EmbeddedBrokerMessages.MESSAGES.notRunning());
        }
        if (!Files.isWritable(settings.directory().resolve("journal"))) {
            return Optional.of(EmbeddedBrokerMessages.MESSAGES.storeBroken(settings.directory(), "not writable"));
        }
        if (server.getPagingManager().isDiskFull()) {
            return Optional.of(EmbeddedBrokerMessages.MESSAGES.diskFull(settings.directory()));
        }
        return Optional.empty();
    }

    private void createDirectory() {
        try {
            Files.createDirectories(settings.directory());
        } catch (IOException e) {
            throw EmbeddedBrokerMessages.MESSAGES.directoryUnusable(settings.directory().toString(), reason(e), e);
        }
        if (!Files.isWritable(settings.directory())) {
            throw EmbeddedBrokerMessages.MESSAGES.directoryUnusable(settings.directory().toString(), "not writable",
                    null);
        }
    }

    /** Artemis only logs why it is not active (AMQ224000) and stops by itself on an I/O error: both are listened to. */
    private ActiveMQServer create() throws Exception {
        var created = new ActiveMQServerImpl(new BrokerConfiguration(settings).toArtemis());
        created.registerActivationFailureListener(failure -> activationFailure = failure);
        created.registerIOCriticalErrorListener((cause, message, file) -> {
            brokenStore = message + ", " + reason(cause);
            EmbeddedBrokerMessages.MESSAGES
                    .failed(EmbeddedBrokerMessages.MESSAGES.storeBroken(settings.directory(), brokenStore), cause);
        });
        return created;
    }

    private EmbeddedBrokerException explained(Throwable failure) {
        if (causedBy(failure, BindException.class)) {
            return EmbeddedBrokerMessages.MESSAGES.portTaken(settings.port(), failure);
        }
        if (causedBy(failure, ActiveMQLockAcquisitionTimeoutException.class)) {
            return EmbeddedBrokerMessages.MESSAGES.directoryInUse(settings.directory(), failure);
        }
        return EmbeddedBrokerMessages.MESSAGES.didNotStart(settings.directory(), reason(failure), failure);
    }

    private void stopServer() {
        try {
            if (server != null) {
                server.stop();
            }
        } catch (Exception e) {
            EmbeddedBrokerMessages.MESSAGES.didNotStopCleanly(settings.port(), e);
        } finally {
            logs.restore();
        }
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).anyMatch(type::isInstance);
    }

    private static String reason(Throwable failure) {
        return failure == null
                ? "no reason was given"
                : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
