package io.multilith.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.EventDispatcher;
import io.multilith.events.EventOptions;
import io.multilith.resource.Collection;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.Services;

/** The service of the other node: it calls the ledger, tells it of events, and keeps a collection. */
@ServiceEntrypoint("teller")
public class Teller {
    /** The longest that an end may come after its deadline. */
    private static final Duration GRACE = Timeouts.of(Duration.ofMillis(250));

    @Inject
    @RemoteService("ledger")
    LedgerApi ledger;

    @Inject
    @RemoteService("teller")
    Here here;

    @Inject
    @Collection("stock")
    ResourceClient<Ledger.Stock> stock;

    @Inject
    EventDispatcher events;

    @Inject
    Services services;

    /** The records of this node. */
    @ResourceCollection("stock")
    public static class StockCollection implements ResourceModel<Ledger.Stock> {}

    /** What is elsewhere. */
    public interface LedgerApi {
        CompletionStage<Integer> twice(int value);

        CompletionStage<Void> linger();
    }

    /** What is here. */
    public interface Here {
        int plus(int a, int b);
    }

    /**
     * How a call ended.
     *
     * @param fault null when it had a result
     */
    record End(Throwable fault, Duration after) {
        boolean isTimely(Duration timeout) {
            return after.compareTo(timeout.plus(GRACE)) <= 0;
        }
    }

    @Rpc
    public int plus(int a, int b) {
        return a + b;
    }

    LedgerApi ledger() {
        return ledger;
    }

    /** A call of the ledger that its deadline does not end. */
    CompletableFuture<JsonValue> patiently(String method, Object... arguments) {
        return services.service("ledger").withTimeout(Timeouts.of(Duration.ofMinutes(1))).callAsync(method, arguments);
    }

    Here here() {
        return here;
    }

    void make(String account, int number) {
        events.from("teller").dispatch("entry.made", new Ledger.Entry(account, number), EventOptions.about(account));
    }

    void create(String id) {
        stock.create(new Ledger.Stock(id, 0));
    }

    void count(String id, int count) {
        stock.patch(id, Map.of("count", count));
    }

    /** Waits for the end of a call, which it must have: one that hangs fails the test. */
    static <T> End end(CompletionStage<T> call) {
        var begin = Instant.now();
        return call.handle((result, fault) -> new End(cause(fault), Duration.between(begin, Instant.now())))
                .toCompletableFuture().orTimeout(Timeouts.of(Duration.ofSeconds(20)).toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static Throwable cause(Throwable fault) {
        return fault instanceof java.util.concurrent.CompletionException ? fault.getCause() : fault;
    }
}
