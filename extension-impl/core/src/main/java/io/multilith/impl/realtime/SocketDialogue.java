package io.multilith.impl.realtime;

import java.util.function.Supplier;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ProblemException;

/** Speaks the protocol of the first frame: one with a {@code type} is of a ZeroServices client. */
final class SocketDialogue implements SocketProtocol {
    private final JsonCodec json;
    private final Supplier<SocketProtocol> zeroServices;
    private final Supplier<SocketProtocol> centrifugo;
    private SocketProtocol spoken;

    SocketDialogue(JsonCodec json, Supplier<SocketProtocol> zeroServices, Supplier<SocketProtocol> centrifugo) {
        this.json = json;
        this.zeroServices = zeroServices;
        this.centrifugo = centrifugo;
    }

    @Override
    public void receive(String frame) {
        if (spoken == null) {
            spoken = (isOfZeroServices(frame) ? zeroServices : centrifugo).get();
        }
        spoken.receive(frame);
    }

    private boolean isOfZeroServices(String frame) {
        try {
            return json.parse(frame) instanceof JsonObject object && object.get("type") instanceof JsonString;
        } catch (ProblemException severalLinesOrNoJson) {
            return false;
        }
    }
}
