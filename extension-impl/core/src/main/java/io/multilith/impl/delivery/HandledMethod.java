package io.multilith.impl.delivery;

import java.util.UUID;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.concurrent.Recent;
import io.multilith.messaging.MessageBus;

/**
 * What all kinds of entrypoints share by which messages reach one method.
 *
 * @param method
 *            as it was bound first
 * @param handled
 *            the identities that are passed over
 * @param lanes
 *            its order
 * @param alone
 *            where {@link Suspects} run
 * @param process
 *            who sent the letter of a suspect first: what this process finds of its own was lost with a connection
 */
record HandledMethod(ServiceMethod method, Recent<String, Boolean> handled, KeyLanes lanes, KeyLanes alone,
        String process, Retries retries) {

    static HandledMethod of(ServiceMethod method, Recent<String, Boolean> handled, MessageBus bus) {
        return new HandledMethod(method, handled, new KeyLanes(), new KeyLanes(), UUID.randomUUID().toString(),
                new Retries(bus, Letters.retryQueue(method.qualifiedName())));
    }

    boolean is(ServiceMethod other) {
        return method.method().getJavaMember().equals(other.method().getJavaMember());
    }
}
