package io.multilith.impl.realtime;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ProblemException;

/** Speaks the protocol of the first frame: one with a {@code type} is of a ZeroServices client. */
final class SocketDialogue implements SocketProtocol {
    private final SocketWriter writer;
    private final JsonCodec json;
    private final Supplier<SocketProtocol> zeroServices;
    private final Supplier<SocketProtocol> centrifugo;
    private volatile Optional<SocketProtocol> spoken = Optional.empty();

    SocketDialogue(SocketWriter writer, JsonCodec json, Supplier<SocketProtocol> zeroServices,
            Supplier<SocketProtocol> centrifugo) {
        this.writer = writer;
        this.json = json;
        this.zeroServices = zeroServices;
        this.centrifugo = centrifugo;
    }

    @Override
    public void receive(String frame) {
        if (spoken.isEmpty()) {
            spoken = Optional.of((isOfZeroServices(frame) ? zeroServices : centrifugo).get());
        }
        spoken.get().receive(frame);
    }

    @Override
    public void ping() {
        spoken.ifPresentOrElse(SocketProtocol::ping, writer::ping);
    }

    @Override
    public void close() {
        spoken.ifPresent(SocketProtocol::close);
    }

    private boolean isOfZeroServices(String frame) {
        try {
            return json.parse(frame) instanceof JsonObject object && object.get("type") instanceof JsonString;
        } catch (ProblemException severalLinesOrNoJson) {
            return false;
        }
    }
}
