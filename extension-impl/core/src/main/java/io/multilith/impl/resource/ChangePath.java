package io.multilith.impl.resource;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Operation;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StaleWriteException;

/**
 * The one path of every request to a collection that is owned here: hooks, then the operation, and again from the record as it is
 * by then when somebody else was faster.
 */
@Singleton
public class ChangePath {
    private static final Logger LOG = Logger.getLogger(ChangePath.class);
    private static final int MAX_TRIES = 100;
    private static final Map<String, Operation> OFFERED = Arrays.stream(Operation.values())
            .collect(Collectors.toMap(Operation::wireName, operation -> operation));
    /** What nodes ask each other to follow, again and again: nothing that the application has a say in. */
    private static final Set<String> OF_NODES = Set.of("$changes", "$snapshot", "$records");

    private final Map<String, Operations.Operation> operations = new HashMap<>();
    private final Collections collections;
    private final ActionCalls actions;
    private final Repetitions repetitions;

    @Inject
    public ChangePath(Collections collections, ActionCalls actions, Repetitions repetitions,
            @Any Instance<Operations> operations) {
        this.collections = collections;
        this.actions = actions;
        this.repetitions = repetitions;
        operations.forEach(some -> this.operations.putAll(some.byName()));
    }

    ResourceAnswer dispatch(ResourceRequest request) {
        var collection = collections.get(request.collection());
        if (OF_NODES.contains(request.operation())) {
            return persist(collection, request);
        }
        return repetitions.once(collection, request, () -> {
            var hooked = collection.hooks().before(request);
            return collection.hooks().after(hooked, persist(collection, hooked));
        });
    }

    private ResourceAnswer persist(OwnedCollection collection, ResourceRequest request) {
        requireOffered(collection, request);
        for (var tries = 0; tries < MAX_TRIES; tries++) {
            try {
                return run(collection, request);
            } catch (StaleWriteException somebodyWasFaster) {
                LOG.debugf("%s, so it is tried again", somebodyWasFaster.getMessage());
            }
        }
        throw new ProblemException(ErrorName.CONFLICT, "contended",
                "The record changes too often to be changed by this request.");
    }

    private ResourceAnswer run(OwnedCollection collection, ResourceRequest request) throws StaleWriteException {
        var operation = operations.get(request.operation());
        if (operation != null) {
            return operation.run(collection, request);
        }
        var action = collection.actions().get(request.operation());
        if (action == null) {
            throw ActionCalls.unknown(collection, request);
        }
        return actions.run(collection, action, request);
    }

    private static void requireOffered(OwnedCollection collection, ResourceRequest request) {
        var operation = OFFERED.get(request.operation());
        if (operation != null && !collection.description().operations().contains(operation)) {
            throw new ProblemException(ErrorName.METHOD_NOT_ALLOWED, "not-offered",
                    "The collection " + collection.name() + " does not offer " + request.operation() + ".");
        }
    }
}
