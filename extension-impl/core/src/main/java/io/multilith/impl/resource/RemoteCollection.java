package io.multilith.impl.resource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.json.RecordFields;
import io.multilith.impl.peer.LeaseRequest;
import io.multilith.impl.peer.PeerAnswer;
import io.multilith.impl.peer.PeerRequest;
import io.multilith.impl.peer.PeerRequest.Expected;
import io.multilith.impl.query.ConditionFields;
import io.multilith.impl.subscription.FollowedCollection;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.CollectionDescription;
import io.multilith.resource.Condition;
import io.multilith.resource.Lease;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceRequest;
import io.multilith.rpc.RpcException;
import io.multilith.rpc.ServiceClient;

/**
 * A collection that another node owns: each request goes there as it is.
 *
 * @param readable
 *            the records that a caller may read
 * @param followers
 *            what the owner calls those who follow here, so that it is the same after a restart
 * @param owner
 *            by whatever node it is
 */
public record RemoteCollection(CollectionDescription description, RecordFields fields, IdKind ids,
        Function<Caller, Condition> readable, String followers, ServiceClient owner) {
    private static final int MAX_TRIES = 100;

    String name() {
        return description.name();
    }

    /** As its followers see it: what they may not see does not come here. */
    public FollowedCollection followed() {
        return new FollowedCollection(name(), new RemoteLog(this), fields, UnaryOperator.identity(),
                Collections.subscribable(description, this::ruleFor), ids.order());
    }

    private Condition ruleFor(Caller caller) {
        var rule = readable.apply(caller);
        if (ConditionFields.of(rule).anyMatch(fields.hidden()::contains)) {
            throw new ProblemException(ErrorName.NOT_IMPLEMENTED, "hidden-rule", "What may be read of " + name()
                    + " depends on fields that do not leave its owner, which has to be asked for its changes.");
        }
        return rule;
    }

    ResourceAnswer dispatch(ResourceRequest request) {
        var expected = Optional.<Expected>empty();
        for (var tries = 0; tries < MAX_TRIES; tries++) {
            var answer = ask(PeerRequest.SUBJECT, PeerRequest.write(request, expected)).asJsonObject();
            var other = PeerAnswer.current(answer);
            if (other.isEmpty()) {
                return PeerAnswer.read(answer);
            }
            var current = PeerAnswer.version(other.get());
            expected = Optional.of(new Expected(current, request.precondition().check(current)));
        }
        throw new ProblemException(ErrorName.CONFLICT, "contended",
                "The record changes too often to be changed by this request.");
    }

    /** What a caller is shown of a record; empty when there is none. */
    Optional<JsonObject> find(String id, Optional<Caller> caller) {
        var request = ResourceRequest.of(name(), "get", id);
        try {
            return Optional.of(dispatch(caller.map(request::by).orElse(request)).body().asJsonObject());
        } catch (ProblemException refused) {
            if (refused.problem().name() == ErrorName.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    Optional<String> take(Lease lease, Duration time) {
        return LeaseRequest.holder(ask(new LeaseRequest(lease, time, Optional.empty())));
    }

    boolean pass(Lease lease, String next, Duration time) {
        return LeaseRequest.isPassed(ask(new LeaseRequest(lease, time, Optional.of(next))));
    }

    private JsonValue ask(LeaseRequest request) {
        return ask(LeaseRequest.SUBJECT, request.arguments());
    }

    /** That nobody was ever heard of who has it does not mean that there is no such collection. */
    JsonValue ask(String operation, Map<String, ?> arguments) {
        try {
            return owner.callNamed(operation, arguments);
        } catch (RpcException.NoService nobody) {
            throw new ProblemException(ProblemDetail.of(ErrorName.UNAVAILABLE, "no-service",
                    "The collection " + name() + " is kept by another node, and none is there that has it."), nobody);
        }
    }
}
