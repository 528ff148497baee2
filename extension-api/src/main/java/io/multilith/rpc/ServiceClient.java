package io.multilith.rpc;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.json.JsonValue;

import io.multilith.entrypoint.CallHeader;

/**
 * Calls the methods of one service by name. Arguments are anything JSON-B can write. Failures are {@link RpcException}s.
 * Immutable and thread-safe.
 *
 * @since 0.1
 */
public interface ServiceClient {

    /**
     * Calls a method with arguments by position and waits.
     *
     * @param method
     *     its name
     * @param arguments
     *     one a parameter
     * @return the result
     * @throws RpcException
     *     if there is none by the deadline
     */
    JsonValue call(String method, Object... arguments);

    /**
     * Calls a method with arguments by position and waits.
     *
     * @param type
     *     the result's type
     * @param method
     *     its name
     * @param arguments
     *     one a parameter
     * @param <T>
     *     the result's type
     * @return the result, {@code null} when that is JSON's
     * @throws RpcException
     *     if there is none by the deadline
     */
    <T> T call(Class<T> type, String method, Object... arguments);

    /**
     * Calls a method with arguments by name and waits.
     *
     * @param method
     *     its name
     * @param arguments
     *     an entry a parameter
     * @return the result
     * @throws RpcException
     *     if there is none by the deadline
     */
    JsonValue callNamed(String method, Map<String, ?> arguments);

    /**
     * Calls a method with arguments by position and does not wait.
     *
     * @param method
     *     its name
     * @param arguments
     *     one a parameter
     * @return the result; to cancel it keeps a call that has not begun from running
     */
    CompletableFuture<JsonValue> callAsync(String method, Object... arguments);

    /**
     * Calls a method whose result nobody wants; see {@link OneWay}.
     *
     * @param method
     *     its name
     * @param arguments
     *     one a parameter
     * @return completes when the request is handed over
     */
    CompletionStage<Void> send(String method, Object... arguments);

    /**
     * Changes how long the calls may take; the deadline of the call that is being served stays in force.
     *
     * @param timeout
     *     longer than nothing
     * @return another client
     */
    ServiceClient withTimeout(Duration timeout);

    /**
     * Sends context data along, in place of what the call that is being served has.
     *
     * @param header
     *     which
     * @param value
     *     what
     * @param <T>
     *     its type
     * @return another client
     */
    <T> ServiceClient with(CallHeader<T> header, T value);

    /**
     * Types the client, with its timeout and context data, by an interface as {@link RemoteService} does.
     *
     * @param api
     *     an interface whose methods are named like the service's
     * @param <T>
     *     the interface
     * @return a thread-safe client
     * @throws IllegalArgumentException
     *     ML0301, ML0305, ML0306, ML0307 if it cannot serve as one
     */
    <T> T as(Class<T> api);
}
