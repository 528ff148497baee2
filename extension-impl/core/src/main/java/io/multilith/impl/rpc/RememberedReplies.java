package io.multilith.impl.rpc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.multilith.entrypoint.CallHeader;
import io.multilith.impl.concurrent.Recent;
import io.multilith.messaging.Message;

/**
 * Lets a request that comes again by its message id have the reply of the first, for which it waits if need be. One
 * without an id runs each time, and so does one whose reply may be another the next time. Thread-safe.
 */
final class RememberedReplies {
    private final Recent<Key, CompletableFuture<RpcReply>> replies;
    private final RpcCounters counters;

    /** Strangers may use the same ids for requests of their own, or for another tenant, so the id alone does not tell. */
    private record Key(Object id, String method, String body, Map<String, String> context) {
        static Key of(Object id, Message request) {
            var context = new HashMap<>(CallHeader.allowed(request.headers()));
            context.remove(CallHeader.TRACE_PARENT.name()); // which says who looks on, not what is asked
            return new Key(id, request.properties().subject().orElse(""), digest(request.body()), context);
        }

        private static String digest(byte[] body) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            } catch (NoSuchAlgorithmException impossible) { // every platform has it
                throw new AssertionError(impossible);
            }
        }
    }

    RememberedReplies(Duration life, int most, InstantSource clock, RpcCounters counters) {
        this.replies = new Recent<>(life, most, clock);
        this.counters = counters;
    }

    /**
     * Runs a request, unless the reply of the same one is there or on its way. When that ends without one, because its own
     * time was over, this has its turn.
     *
     * @param run
     *            completes normally, whatever happens
     */
    CompletionStage<RpcReply> once(Message request, Supplier<CompletionStage<RpcReply>> run) {
        var properties = request.properties();
        if (properties.messageId().isEmpty()) {
            return run.get();
        }
        var key = Key.of(properties.messageId().get(), request);
        var own = new CompletableFuture<RpcReply>();
        var first = replies.putIfAbsent(key, own);
        if (first.isPresent()) {
            counters.countRepeated();
            return first.get().thenCompose(reply -> reply.body().isEmpty() ? once(request, run) : first.get());
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
