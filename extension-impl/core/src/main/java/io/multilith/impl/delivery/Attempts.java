package io.multilith.impl.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.WorkFeed;
import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;

/** How the calls of messages are made: see {@link WorkFeed}. */
interface Attempts {
    CompletionStage<WorkerResult> run(MessageCall call, Attempt attempt);

    CompletionStage<Void> ended(MessageCall call, boolean isDone);

    /** With the arguments that were read. */
    static Attempts by(Workers workers, ServiceMethod method) {
        return new Attempts() {
            @Override
            public CompletionStage<WorkerResult> run(MessageCall call, Attempt attempt) {
                return workers.run(new Invocation(Caller.ANONYMOUS, method, call.arguments(), call.context()), attempt);
            }

            @Override
            public CompletionStage<Void> ended(MessageCall call, boolean isDone) {
                return CompletableFuture.completedStage(null);
            }
        };
    }

    /** As whoever found the work does. */
    static Attempts by(WorkFeed work) {
        return new Attempts() {
            @Override
            public CompletionStage<WorkerResult> run(MessageCall call, Attempt attempt) {
                return work.run(call, attempt);
            }

            @Override
            public CompletionStage<Void> ended(MessageCall call, boolean isDone) {
                return work.ended(call, isDone);
            }
        };
    }
}
