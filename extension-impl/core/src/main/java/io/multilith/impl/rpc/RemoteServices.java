package io.multilith.impl.rpc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.impl.json.JsonCodec;
import io.multilith.rpc.ServiceClient;
import io.multilith.rpc.Services;

/** Makes a client of whatever service is named. */
@ApplicationScoped
public class RemoteServices implements Services {
    private final RpcCaller caller;
    private final JsonCodec json;

    /** For the client proxy only. */
    protected RemoteServices() {
        this(null, null);
    }

    @Inject
    public RemoteServices(RpcCaller caller, JsonCodec json) {
        this.caller = caller;
        this.json = json;
    }

    @Override
    public ServiceClient service(String name) {
        return new NamedService(name, ClientOptions.NONE, caller, json);
    }
}
