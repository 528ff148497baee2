package io.multilith.tck.liberty;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.entrypoint.Caller;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.realtime.SocketAuthenticator;
import io.multilith.realtime.SocketIdentity;

/** Takes tokens like {@code ada 5 anything}: who it is, and for how many seconds. */
@ApplicationScoped
public class SocketTokens implements SocketAuthenticator {
    @Override
    public SocketIdentity authenticate(String token) {
        var words = token.split(" ", -1);
        if (words.length < 2) {
            throw new ProblemException(ErrorName.NOT_AUTHENTICATED, "invalid-token", "It is no token.");
        }
        return new SocketIdentity(new Caller(words[0], Set.of()),
                Optional.of(Instant.now().plusSeconds(Long.parseLong(words[1]))));
    }
}
