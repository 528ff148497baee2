package io.multilith.impl.realtime;

import java.util.UUID;
import java.util.concurrent.Semaphore;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.Faults;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.realtime.RealtimeMessages.MESSAGES;

/**
 * What a Centrifugo client says on a socket: first {@code connect}, then {@code rpc}, and {@code {}} to see whether the server
 * is alive; a line a command. Calls run at the same time and are answered by the command's id as they end.
 */
final class CentrifugoProtocol implements SocketProtocol {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Logger LOG = Logger.getLogger(CentrifugoProtocol.class);
    private static final String CONNECT = "connect";
    private static final String RPC = "rpc";
    private static final String ID = "id";
    private static final String VERSION = "0.1";
    private static final String PONG = "{}";

    private final SocketMethods methods;
    private final SocketWriter writer;
    private final JsonCodec json;
    private final SocketCaller caller;
    private final Semaphore calls;
    private boolean connected;
    private boolean ended;

    CentrifugoProtocol(SocketMethods methods, SocketWriter writer, JsonCodec json, SocketCaller caller, int maxCalls) {
        this.methods = methods;
        this.writer = writer;
        this.json = json;
        this.caller = caller;
        this.calls = new Semaphore(maxCalls);
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

    private void receiveCommand(String line) {
        try {
            if (json.parse(line) instanceof JsonObject command && (connected != command.containsKey(CONNECT))) {
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
            writer.send(PONG);
        } else if (!(command.get(ID) instanceof JsonNumber id && id.isIntegral()
                && id.bigIntegerValue().signum() > 0)) {
            end();
        } else if (command.containsKey(CONNECT)) {
            connected = true;
            reply(id, CONNECT, JSON.createObjectBuilder().add("client", UUID.randomUUID().toString())
                    .add("version", VERSION).build().toString());
        } else if (command.containsKey(RPC)) {
            call(id, command.get(RPC));
        } else {
            refuse(id, ProblemDetail.of(ErrorName.NOT_FOUND, "unknown-command",
                    "The command is one of connect and rpc."));
        }
    }

    private void call(JsonNumber id, JsonValue request) {
        if (!calls.tryAcquire()) {
            refuse(id, ProblemDetail.of(ErrorName.TOO_MANY_REQUESTS, "too-many-calls",
                    "The socket waits for as many calls as it may."));
            return;
        }
        try {
            methods.call(request, caller).whenComplete((result, failure) -> {
                calls.release();
                if (failure == null) {
                    reply(id, RPC, "{\"data\":" + result + "}");
                } else {
                    refuse(id, problem(failure));
                }
            });
        } catch (RuntimeException refusal) {
            calls.release();
            refuse(id, problem(refusal));
        }
    }

    /** What refuses a call says why. Anything else is a fault of ours, and the client waits for an answer all the same. */
    private static ProblemDetail problem(Throwable failure) {
        var cause = Faults.unwrapped(failure);
        if (cause instanceof ProblemException refusal) {
            return refusal.problem();
        }
        var errorId = UUID.randomUUID().toString();
        LOG.error(MESSAGES.callFailed(errorId), cause);
        return ProblemDetail.failure("general-error", errorId);
    }

    private void reply(JsonNumber id, String command, String result) {
        writer.send("{\"id\":" + id.bigIntegerValue() + ",\"" + command + "\":" + result + "}");
    }

    private void refuse(JsonNumber id, ProblemDetail problem) {
        var status = problem.name().status();
        var error = JSON.createObjectBuilder().add("code", status).add("message", problem.detail())
                .add("temporary", isTemporary(problem.name())).add("problem", problem.toJson());
        writer.send(JSON.createObjectBuilder().add(ID, id).add("error", error).build().toString());
    }

    private static boolean isTemporary(ErrorName name) {
        return name == ErrorName.TOO_MANY_REQUESTS || name == ErrorName.UNAVAILABLE;
    }

    private void end() {
        ended = true;
        writer.close(SocketEnds.BAD_REQUEST);
    }
}
