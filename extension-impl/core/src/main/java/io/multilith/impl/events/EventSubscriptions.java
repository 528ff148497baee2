package io.multilith.impl.events;

import java.util.List;
import java.util.stream.Stream;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.events.Delivery;
import io.multilith.messaging.MessageSource;

/**
 * The subscriptions of one handler, by its way of delivery. A subscription is of one source, for brokers know it by its name
 * alone; so its name says which.
 */
record EventSubscriptions(ServiceMethod method, int credit) {

    /** Where events come from, and which of them are meant. */
    record Subscription(MessageSource source, EventTypes types) {}

    Stream<Subscription> of(String source, List<String> types, Delivery delivery) {
        var address = CloudEventMessages.address(source);
        return switch (delivery) {
            case SERVICE_POOL -> Stream.of(new Subscription(
                    MessageSource.subscription(address, method.qualifiedName() + "." + source, credit),
                    new EventTypes(types)));
            case SINGLETON -> types.stream().distinct().map(type -> new Subscription(
                    MessageSource.subscription(address, "singleton." + source + "." + type.replace('*', '~'), credit),
                    new EventTypes(List.of(type))));
            case BROADCAST ->
                Stream.of(new Subscription(MessageSource.topic(address, credit), new EventTypes(types)));
        };
    }
}
