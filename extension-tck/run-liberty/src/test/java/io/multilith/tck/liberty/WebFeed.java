package io.multilith.tck.liberty;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.EventDispatcher;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.realtime.SocketAuthenticator;
import io.multilith.realtime.SocketIdentity;
import io.multilith.realtime.SocketRpc;
import io.multilith.resource.Condition;
import io.multilith.resource.Hidden;
import io.multilith.resource.Operation;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** Collections to subscribe to, and tokens that say who does. */
@ApplicationPath("api")
@DeclareRoles(WebFeed.EDITOR)
public class WebFeed extends Application {
    static final String EDITOR = "editor";

    /** Tells what happens. */
    @ServiceEntrypoint("herald")
    public static class Herald {
        @Inject
        EventDispatcher events;

        @SocketRpc
        void tell(String what) {
            events.dispatch("herald.said", Map.of("what", what, "apiToken", what));
        }
    }

    /** Everybody's. */
    @ResourceCollection(value = "note", multi = Operation.CREATE)
    public static class Notes implements ResourceModel<JsonObject> {}

    /** Into which one puts something and out of which one gets nothing. */
    @ResourceCollection(value = "box", operations = Operation.CREATE)
    public static class Boxes implements ResourceModel<JsonObject> {}

    /** With a field that is nobody's. */
    @ResourceCollection("account")
    public static class Accounts implements ResourceModel<Account> {}

    public record Account(String id, String name, @Hidden String password) {}

    /** Everybody reads what is public or one's own, an editor all of them. */
    @ResourceCollection("letter")
    public static class Letters implements ResourceModel<JsonObject> {
        @Override
        public Condition readable(Caller caller) {
            if (caller.roles().contains(EDITOR)) {
                return Condition.EVERYTHING;
            }
            return new Condition.Or(List.of(Condition.equal("owner", "all"),
                    Condition.equal("owner", caller.name())));
        }
    }

    /** Knows {@code name} and {@code name@second}, the latter until then, in seconds since 1970. */
    @ApplicationScoped
    public static class Tokens implements SocketAuthenticator {
        @Override
        public SocketIdentity authenticate(String token) {
            if (token.startsWith("stranger")) {
                throw new ProblemException(ErrorName.NOT_AUTHENTICATED, "invalid-token", "A stranger.");
            }
            var parts = token.split("@", 2);
            return new SocketIdentity(new Caller(parts[0], Set.of()), parts.length == 1
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(Long.parseLong(parts[1]))));
        }
    }
}
