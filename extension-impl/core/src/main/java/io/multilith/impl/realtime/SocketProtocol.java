package io.multilith.impl.realtime;

/** What a client says on a socket. Called for one frame after the other. */
interface SocketProtocol {
    void receive(String frame);
}
