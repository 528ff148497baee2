package io.multilith.impl.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.impl.concurrent.InOrder;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.realtime.SocketIdentity;

/**
 * What a Centrifugo client says on a socket: first {@code connect}, then the other commands, a line a command, and {@code {}} for
 * ping and pong. Calls run at the same time and are answered as they end; what concerns channels is done in order.
 */
final class CentrifugoProtocol implements SocketProtocol {
    private static final String CONNECT = "connect";
    private static final String VERSION = "0.1";
    private static final String PING = "{}";

    private final Map<String, BiConsumer<JsonNumber, JsonObject>> commands;
    private final String client = UUID.randomUUID().toString();
    private final Sockets sockets;
    private final SocketWriter writer;
    private final Replies replies;
    private final Semaphore calls;
    private final Semaphore waiting;
    private final InOrder inOrder;
    private final Expiry expiry;
    private final AtomicInteger awaitedPongs = new AtomicInteger();
    private volatile SocketCaller caller;
    private volatile SocketChannels channels;
    private volatile boolean ended;

    CentrifugoProtocol(Sockets sockets, SocketWriter writer, SocketCaller caller) {
        this.sockets = sockets;
        this.writer = writer;
        this.caller = caller;
        this.replies = new Replies(writer);
        this.calls = new Semaphore(sockets.maxCalls());
        this.waiting = new Semaphore(sockets.maxSubscriptions() + sockets.maxCalls());
        this.inOrder = new InOrder(sockets.threads());
        this.expiry = new Expiry(sockets.threads(), () -> writer.close(SocketEnds.EXPIRED));
        expiry.at(caller.expires());
        this.commands = Map.of(CONNECT, this::connect, "refresh", this::refresh, "rpc", this::call, "subscribe",
                ordered((id, command) -> channels.subscribe(id, command)), "unsubscribe",
                ordered((id, command) -> channels.unsubscribe(id, command)), "history",
                ordered((id, command) -> channels.history(id, command)));
    }

    @Override
    public void receive(String frame) {
        var lines = frame.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            end();
        }
        for (var i = 0; i < lines.size() && !ended; i++) {
            receiveCommand(lines.get(i));
        }
    }

    @Override
    public void ping() {
        if (channels != null) {
            awaitedPongs.incrementAndGet();
            writer.send(PING);
        }
    }

    @Override
    public void close() {
        expiry.cancel();
        if (channels != null) {
            channels.end();
        }
    }

    private void receiveCommand(String line) {
        try {
            if (sockets.json().parse(line) instanceof JsonObject command
                    && (channels == null) == command.containsKey(CONNECT)) {
                obey(command);
                return;
            }
        } catch (ProblemException notJson) {
            // Ended below, as the other lines that are no command now.
        }
        end();
    }

    private void obey(JsonObject command) {
        if (command.isEmpty()) {
            pong();
            return;
        }
        if (!(command.get("id") instanceof JsonNumber id && id.isIntegral() && id.bigIntegerValue().signum() > 0)) {
            end();
            return;
        }
        var name = commands.keySet().stream().filter(command::containsKey).findFirst();
        if (name.isEmpty()) {
            replies.refuse(id, new ProblemException(ErrorName.NOT_FOUND, "unknown-command",
                    "The command is one of connect, subscribe, unsubscribe, rpc, refresh and history."));
            return;
        }
        try {
            commands.get(name.get()).accept(id,
                    command.get(name.get()) instanceof JsonObject parameters
                            ? parameters
                            : JsonValue.EMPTY_JSON_OBJECT);
        } catch (RuntimeException refusal) {
            replies.refuse(id, refusal);
        }
    }

    /** What is not an answer to ours wants one. */
    private void pong() {
        if (awaitedPongs.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
            writer.send(PING);
        }
    }

    private void connect(JsonNumber id, JsonObject command) {
        var token = token(command);
        var identity = token.flatMap(this::identify);
        if (token.isPresent() && identity.isEmpty()) {
            return;
        }
        identity.ifPresent(known -> {
            requireCurrent(known);
            caller = new SocketCaller(known.caller(), caller.headers(), known.expires());
            expiry.at(known.expires());
        });
        channels = new SocketChannels(sockets, caller, writer);
        replies.answer(id, CONNECT, "{\"client\":\"" + client + "\",\"version\":\"" + VERSION + "\",\"ping\":"
                + sockets.pingAfter().toSeconds() + ",\"pong\":true" + lifetime(identity) + "}");
    }

    /**
     * Somebody else's token is none for this socket. With other roles he is told by other rules: he connects again, and has the
     * roles of the token that he then gives.
     */
    private void refresh(JsonNumber id, JsonObject command) {
        requireRoom();
        var token = token(command);
        var identity = token.flatMap(this::identify);
        if (token.isEmpty()) {
            end(SocketEnds.INVALID_TOKEN);
        }
        if (identity.isEmpty()) {
            return;
        }
        requireCurrent(identity.get());
        var now = identity.get().caller();
        if (!now.equals(caller.caller())) {
            end(now.name().equals(caller.caller().name()) ? SocketEnds.EXPIRED : SocketEnds.INVALID_TOKEN);
            return;
        }
        expiry.at(identity.get().expires());
        replies.answer(id, "refresh",
                "{\"client\":\"" + client + "\",\"version\":\"" + VERSION + "\"" + lifetime(identity) + "}");
    }

    private static Optional<String> token(JsonObject command) {
        return command.get("token") instanceof JsonString token
                ? Optional.of(token.getString()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** Whose token it is, or the socket has been ended. One that cannot be read for now is asked for again. */
    private Optional<SocketIdentity> identify(String token) {
        var identity = Optional.<SocketIdentity>empty();
        var reason = SocketEnds.INVALID_TOKEN;
        try {
            identity = sockets.authenticator().map(authenticator -> authenticator.authenticate(token));
        } catch (ProblemException refusal) {
            var name = refusal.problem().name();
            if (name == ErrorName.UNAVAILABLE || name == ErrorName.TOO_MANY_REQUESTS) {
                throw refusal;
            }
            reason = name == ErrorName.FORBIDDEN ? SocketEnds.FORBIDDEN : reason;
        }
        if (identity.isEmpty()) {
            end(reason);
        }
        return identity;
    }

    private static void requireCurrent(SocketIdentity identity) {
        if (identity.expires().filter(Instant.now()::isAfter).isPresent()) {
            throw new ProblemException(ErrorName.NOT_AUTHENTICATED, "expired-token", "The token has expired.");
        }
    }

    private static String lifetime(Optional<SocketIdentity> identity) {
        return identity.flatMap(SocketIdentity::expires)
                .map(end -> ",\"expires\":true,\"ttl\":"
                        + Math.max(1, Duration.between(Instant.now(), end).toSeconds()))
                .orElse("");
    }

    private BiConsumer<JsonNumber, JsonObject> ordered(BiConsumer<JsonNumber, JsonObject> command) {
        return (id, parameters) -> {
            if (!waiting.tryAcquire()) {
                throw new ProblemException(ErrorName.TOO_MANY_REQUESTS, "too-many-subscriptions",
                        "The socket waits for as many commands as it may.");
            }
            inOrder.execute(writer::room, () -> {
                try {
                    command.accept(id, parameters);
                } catch (RuntimeException refusal) {
                    replies.refuse(id, refusal);
                } finally {
                    waiting.release();
                }
            });
        };
    }

    private void requireRoom() {
        if (!writer.room().isDone()) {
            throw tooManyCalls();
        }
    }

    private static ProblemException tooManyCalls() {
        return new ProblemException(ErrorName.TOO_MANY_REQUESTS, "too-many-calls",
                "The socket waits for as many answers as it may.");
    }

    private void call(JsonNumber id, JsonObject request) {
        requireRoom();
        if (!calls.tryAcquire()) {
            throw tooManyCalls();
        }
        CompletableFuture<String> called;
        try {
            called = sockets.methods().call(request, caller).toCompletableFuture();
        } catch (RuntimeException refusal) {
            called = CompletableFuture.failedFuture(refusal);
        }
        called.whenComplete((result, failure) -> {
            calls.release();
            if (failure == null) {
                replies.answer(id, "rpc", "{\"data\":" + result + "}");
            } else {
                replies.refuse(id, failure);
            }
        });
    }

    private void end() {
        end(SocketEnds.BAD_REQUEST);
    }

    private void end(jakarta.websocket.CloseReason reason) {
        ended = true;
        writer.close(reason);
    }
}
