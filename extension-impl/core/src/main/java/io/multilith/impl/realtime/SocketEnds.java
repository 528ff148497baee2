package io.multilith.impl.realtime;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

/** The reasons for which the server ends a socket, with the codes of the wire contract. */
final class SocketEnds {
    static final CloseReason SHUTDOWN = new CloseReason(CloseCodes.GOING_AWAY, "shutdown");
    static final CloseReason TOO_BIG = new CloseReason(CloseCodes.TOO_BIG, "frame too big");
    static final CloseReason SLOW = new CloseReason(CloseCodes.getCloseCode(3008), "slow");
    static final CloseReason BAD_REQUEST = new CloseReason(CloseCodes.getCloseCode(3501), "bad request");

    static final CloseReason EXPIRED = new CloseReason(CloseCodes.getCloseCode(3005), "expired");
    static final CloseReason POSITION_LOST = new CloseReason(CloseCodes.getCloseCode(3010), "position lost");
    static final CloseReason NO_PONG = new CloseReason(CloseCodes.getCloseCode(3012), "no pong");
    static final CloseReason TOO_MANY_SOCKETS = new CloseReason(CloseCodes.getCloseCode(3504), "too many sockets");
    static final CloseReason INVALID_TOKEN = new CloseReason(CloseCodes.getCloseCode(3500), "invalid token");

    static final CloseReason FORBIDDEN = new CloseReason(CloseCodes.getCloseCode(3507), "forbidden");

    private SocketEnds() {}
}
