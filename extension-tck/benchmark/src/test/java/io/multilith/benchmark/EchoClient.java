package io.multilith.benchmark;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import io.multilith.rpc.RemoteService;

/** Has the clients of {@link Echo}: one that waits and one that does not. */
@Dependent
public class EchoClient {
    @Inject
    @RemoteService("echo")
    Waiting waiting;

    @Inject
    @RemoteService("echo")
    Promising promising;

    /** Waits for the answer. */
    public interface Waiting {
        String echo(String text);
    }

    /** Does not. */
    public interface Promising {
        CompletionStage<String> echo(String text);
    }
}
