package io.multilith.manual.rpc;

// tag::rpc-api[]
public interface GreeterApi {
    String greet(String friend);
}
// end::rpc-api[]
