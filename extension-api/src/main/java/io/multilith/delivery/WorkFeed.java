package io.multilith.delivery;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.ReceivedMessage;

/**
 * Work that a kind of entrypoint finds by itself, to be handled like messages of the bus: in order of its key, tried again, at
 * last among the dead letters. A letter that is given back is {@linkplain #read read} like a message of the feed, but without
 * its headers that begin with {@code multilith-}. Called by many threads, which must not be blocked.
 *
 * @since 0.1
 */
public interface WorkFeed extends MessageReader {

    /**
     * Where it comes from, in the words of its letters; no address that another feed of the method receives from.
     *
     * @return always the same, and that of its messages
     */
    String origin();

    /**
     * Begins to hand out messages, not beyond what is to be in hand at once. Called at each start.
     *
     * @param handler
     *     takes them; what it {@linkplain ReceivedMessage#release releases} was not handled
     * @return ends it when told to stop
     */
    MessageReceiver begin(Consumer<ReceivedMessage> handler);

    /**
     * Makes one attempt, with the worker pipeline.
     *
     * @param call
     *     as it was read
     * @param attempt
     *     which of how many
     * @return how it ended. An {@link WorkerResult.ExpectedFailure} without cause of the kind {@code overloaded} is no attempt: it
     *         is made again after the first delay
     */
    CompletionStage<WorkerResult> run(MessageCall call, Attempt attempt);

    /**
     * Called once a call, after its last attempt.
     *
     * @param call
     *     as it was read
     * @param isDone
     *     whether it succeeded or its letter is safe; else it was given back
     * @return what the next call of the same key waits for
     */
    CompletionStage<Void> ended(MessageCall call, boolean isDone);
}
