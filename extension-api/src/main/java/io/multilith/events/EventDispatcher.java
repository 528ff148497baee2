package io.multilith.events;

import java.util.concurrent.CompletionStage;

/**
 * Tells of events. Inject it into a service, which is then the source. Thread-safe.
 * <ol>
 * <li>Within a JTA transaction an event is kept until the commit and sent then; after a rollback it is not sent. The call
 * returns at once. That the process may die between the commit and the sending is said once in the log.</li>
 * <li>Else the call returns when the event is safe: the broker has it on its disk.</li>
 * <li>An event that nobody has ever subscribed to is dropped.</li>
 * </ol>
 *
 * <pre>{@code
 * @Inject
 * EventDispatcher events;
 *
 * events.dispatch("order.placed", order);
 * }</pre>
 *
 * @since 0.1
 */
public interface EventDispatcher {

    /**
     * Tells of an event of the service that this was injected into, else of the one whose call is being served.
     *
     * @param type
     *     what happened, for example {@code order.placed}
     * @param data
     *     anything JSON-B can write
     * @throws IllegalStateException
     *     ML0407 if there is no such service
     * @throws io.multilith.messaging.MessagingException
     *     if it is not safe within {@code multilith.events.dispatch-timeout} [PT5S]
     */
    default void dispatch(String type, Object data) {
        dispatch(type, data, EventOptions.NONE);
    }

    /**
     * As {@link #dispatch(String, Object)}.
     *
     * @param type
     *     what happened, for example {@code order.placed}
     * @param data
     *     anything JSON-B can write
     * @param options
     *     what else the event has
     * @throws IllegalStateException
     *     ML0407 if there is no service to be the source
     * @throws io.multilith.messaging.MessagingException
     *     if it is not safe within {@code multilith.events.dispatch-timeout} [PT5S]
     */
    void dispatch(String type, Object data, EventOptions options);

    /**
     * Names another source than the service that this was injected into.
     *
     * @param source
     *     a service's name; the address is {@code events.{source}}
     * @return a dispatcher for that source
     */
    EventDispatcher from(String source);

    /**
     * Sends an event of the caller's own making, at once, whatever transaction there is.
     *
     * @param event
     *     complete
     * @return completes when it is safe, on a thread that must not be blocked: go on with an {@code Async} method
     */
    CompletionStage<Void> send(Event event);
}
