package io.multilith.impl.rpc;

import java.util.Map;

/**
 * What is asked of a service or a collection.
 *
 * @param body
 *            the request's body by the wire contract
 * @param headers
 *            context data in place of what the call that is being served has
 */
record RpcCall(String service, String method, String body, Map<String, String> headers) {

    /** The callee in the words of a message. */
    String target() {
        return service + "." + method;
    }
}
