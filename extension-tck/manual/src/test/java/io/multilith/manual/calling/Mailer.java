package io.multilith.manual.calling;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.CurrentCall;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.rpc.Rpc;

/** What is called in the examples. */
@ServiceEntrypoint("mailer")
public class Mailer {
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Inject
    CurrentCall call;

    @Rpc
    public int check(String address) {
        return address.indexOf('@');
    }

    @Rpc
    public void send(String to, String text) {
        sent.add(to + ": " + text);
    }

    // tag::calling-read-header[]
    @Rpc
    public String signature() {
        return call.get(CallHeader.TENANT).orElse("nobody");
    }
    // end::calling-read-header[]

    List<String> sent() {
        return sent;
    }
}
