package io.multilith.impl.rpc;

import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.MessageBus;

/** Makes the receivers of services and collections, and holds what they have in common. */
@ApplicationScoped
public class RpcReceivers {
    private final MessageBus bus;
    private final JsonCodec json;
    private final Settings settings;
    private final ReplyAddresses addresses;
    private final RpcCounters counters;
    private final int maxBody;

    /** For the client proxy only. */
    protected RpcReceivers() {
        bus = null;
        json = null;
        settings = null;
        addresses = null;
        counters = null;
        maxBody = 0;
    }

    @Inject
    public RpcReceivers(MessageBus bus, JsonCodec json, Settings settings, RpcCounters counters) {
        this.bus = bus;
        this.json = json;
        this.settings = settings;
        this.addresses = new ReplyAddresses(counters);
        this.counters = counters;
        this.maxBody = settings.get(Setting.HTTP_MAX_BODY);
    }

    RpcReceiver receiver(String name, int credit) {
        var replies = new RememberedReplies(settings.get(Setting.RPC_REMEMBER_FOR, name),
                settings.get(Setting.RPC_REMEMBER_REPLIES, name), InstantSource.system(), counters);
        return new RpcReceiver(this, replies, name, credit);
    }

    MessageBus bus() {
        return bus;
    }

    JsonCodec json() {
        return json;
    }

    ReplyAddresses addresses() {
        return addresses;
    }

    RpcCounters counters() {
        return counters;
    }

    int maxBody() {
        return maxBody;
    }
}
