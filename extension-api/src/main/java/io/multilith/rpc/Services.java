package io.multilith.rpc;

/**
 * Finds clients of services by name, for callers that do not know at compile time whom they call. Inject it.
 * Thread-safe.
 *
 * <pre>{@code
 * @Inject
 * Services services;
 *
 * services.service("greeter").call("greet", "Matt");
 * }</pre>
 *
 * @since 0.1
 */
public interface Services {

    /**
     * Makes a client. That nobody serves the name shows at the first call.
     *
     * @param name
     *     the service's name, as its {@code ServiceEntrypoint} gives it
     * @return a client with the service's timeout
     */
    ServiceClient service(String name);
}
