package io.multilith.manual.calling;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.CallHeader;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.RpcException;
import io.multilith.rpc.Services;

/** Calls, in every way there is. */
@ApplicationScoped
public class Newsletter {
    // tag::calling-typed[]
    @Inject
    @RemoteService("mailer")
    MailerApi mailer;

    CompletionStage<Boolean> isAddress(String text) {
        return mailer.check(text).thenApply(at -> at > 0);
    }

    void tell(String reader) {
        mailer.send(reader, "News!");
    }
    // end::calling-typed[]

    // tag::calling-dynamic[]
    @Inject
    Services services;

    JsonValue ask(String service, String method, Object... arguments) {
        return services.service(service).withTimeout(Duration.ofSeconds(2)).call(method, arguments);
    }
    // end::calling-dynamic[]

    // tag::calling-header[]
    String signatureOf(String tenant) {
        return services.service("mailer").with(CallHeader.TENANT, tenant).as(MailerApi.class).signature();
    }
    // end::calling-header[]

    // tag::calling-errors[]
    String tryAsk(String service, String method) {
        try {
            return ask(service, method).toString();
        } catch (RpcException.NoService | RpcException.Overloaded notRun) {
            return "try again: the method did not run";
        } catch (RpcException.Timeout | RpcException.OutcomeUnknown unknown) {
            return "look first: the method may have run";
        } catch (RpcException failed) {
            return failed.problem().name() + ": " + failed.problem().detail();
        }
    }
    // end::calling-errors[]
}
