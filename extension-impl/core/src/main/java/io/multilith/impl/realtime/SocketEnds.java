package io.multilith.impl.realtime;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

/** The reasons for which the server ends a socket, with the codes of the wire contract. */
final class SocketEnds {
    static final CloseReason SHUTDOWN = new CloseReason(CloseCodes.GOING_AWAY, "shutdown");
    static final CloseReason TOO_BIG = new CloseReason(CloseCodes.TOO_BIG, "frame too big");
    static final CloseReason SLOW = new CloseReason(CloseCodes.getCloseCode(3008), "slow");
    static final CloseReason BAD_REQUEST = new CloseReason(CloseCodes.getCloseCode(3501), "bad request");

    private SocketEnds() {}
}
