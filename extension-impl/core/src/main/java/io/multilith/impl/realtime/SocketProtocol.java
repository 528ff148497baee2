package io.multilith.impl.realtime;

/** What a client says on a socket. */
interface SocketProtocol {
    /** Called for one frame after the other. */
    void receive(String frame);

    /** Makes a client that is there say something. */
    void ping();

    /** The socket is gone. */
    void close();
}
