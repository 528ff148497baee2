package io.multilith.realtime;

/**
 * Tells whose token a socket has in its {@code connect} or {@code refresh} command. A bean of the application; without one sockets
 * with tokens are closed with 3500, and a socket's caller is that of its handshake. Must be thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SocketAuthenticator {

    /**
     * Reads a token.
     *
     * @param token
     *     as the client sent it; nothing is known of it yet
     * @return whose it is; one that has expired is told as such, and is asked for again
     * @throws io.multilith.problem.ProblemException
     *     if it is none: the socket is closed with 3500. Of {@code FORBIDDEN} if its owner may not have a socket: closed with 3507.
     *     Of {@code UNAVAILABLE} if that cannot be told for now: answered, and the client tries again
     */
    SocketIdentity authenticate(String token);
}
