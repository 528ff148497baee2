package io.multilith.manual.realtime;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.entrypoint.Caller;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.realtime.SocketAuthenticator;
import io.multilith.realtime.SocketIdentity;

// tag::realtime-tokens[]
@ApplicationScoped
public class Tokens implements SocketAuthenticator {
    @Inject
    Signatures signatures;

    @Override
    public SocketIdentity authenticate(String token) {
        var parts = token.split(":", -1); // name:seconds since 1970:signature
        if (parts.length != 3 || !signatures.isOf(parts[0] + ":" + parts[1], parts[2])) {
            throw new ProblemException(ErrorName.NOT_AUTHENTICATED, "invalid-token", "The token is not one of ours.");
        }
        return new SocketIdentity(new Caller(parts[0], Set.of()),
                Optional.of(Instant.ofEpochSecond(Long.parseLong(parts[1]))));
    }
}
// end::realtime-tokens[]
