package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.multilith.messaging.Message;

/**
 * Lets a request that comes again by its message id have the reply of the first, for which it waits if need be. One
 * without an id runs each time, and so does one whose reply may be another the next time. Thread-safe.
 */
final class RememberedReplies {
    private final Recent<Key, CompletableFuture<RpcReply>> replies;
    private final RpcCounters counters;

    /** Strangers may use the same ids for requests of their own, so the id alone does not tell. */
    private record Key(Object id, String method, int body) {}

    RememberedReplies(Duration life, int most, InstantSource clock, RpcCounters counters) {
        this.replies = new Recent<>(life, most, clock);
        this.counters = counters;
    }

    /**
     * Runs a request, unless the reply of the same one is there or on its way.
     *
     * @param run
     *            completes normally, whatever happens
     */
    CompletionStage<RpcReply> once(Message request, Supplier<CompletionStage<RpcReply>> run) {
        var properties = request.properties();
        if (properties.messageId().isEmpty()) {
            return run.get();
        }
        var key = new Key(properties.messageId().get(), properties.subject().orElse(""),
                Arrays.hashCode(request.body()));
        var own = new CompletableFuture<RpcReply>();
        var first = replies.putIfAbsent(key, own);
        if (first.isPresent()) {
            counters.countRepeated();
            return first.get();
        }
        run.get().thenAccept(reply -> {
            if (!reply.isLasting()) {
                replies.remove(key);
            }
            own.complete(reply);
        });
        return own;
    }
}
