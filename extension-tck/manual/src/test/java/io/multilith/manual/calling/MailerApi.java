package io.multilith.manual.calling;

import java.util.concurrent.CompletionStage;

import io.multilith.rpc.OneWay;

// tag::calling-api[]
public interface MailerApi {
    CompletionStage<Integer> check(String address);

    @OneWay
    void send(String to, String text);

    String signature();
}
// end::calling-api[]
