package io.multilith.events;

import java.util.concurrent.CompletionStage;

/**
 * Tells of events. Inject it into a service; the source is named at each call. Thread-safe.
 *
 * @since 0.1
 */
public interface EventDispatcher {

    /**
     * Tells of an event and waits until it is safe.
     *
     * @param source
     *     the service that tells; the address is {@code events.{source}}
     * @param type
     *     what happened, for example {@code order.placed}
     * @param data
     *     anything JSON-B can write
     * @throws io.multilith.messaging.MessagingException
     *     if it is not safe within {@code multilith.events.dispatch-timeout} [PT5S]
     */
    void dispatch(String source, String type, Object data);

    /**
     * Sends an event of the caller's own making.
     *
     * @param event
     *     complete
     * @return completes when it is safe
     */
    CompletionStage<Void> send(Event event);
}
