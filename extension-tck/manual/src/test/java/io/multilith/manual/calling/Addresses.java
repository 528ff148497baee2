package io.multilith.manual.calling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;

import io.multilith.rpc.RemoteService;
import io.multilith.rpc.RpcException;

// tag::calling-retry[]
@ApplicationScoped
public class Addresses {
    @Inject
    @RemoteService("mailer")
    MailerApi mailer;

    @Retry(maxRetries = 2, retryOn = {RpcException.NoService.class, RpcException.Overloaded.class})
    @CircuitBreaker
    public boolean isAddress(String text) {
        return mailer.check(text).toCompletableFuture().join() > 0;
    }
}
// end::calling-retry[]
