package io.multilith.broker;

import java.nio.file.Path;

import io.vertx.amqp.AmqpReceiverOptions;

/** A node whose handler kills the process, the embedded broker included; the exit status is the delivery count it saw. */
final class CrashingNode {

    static final String ADDRESS = "rpc.deadly";
    private static final int NO_MESSAGE = 99;

    private CrashingNode() {}

    public static void main(String[] arguments) throws Exception {
        var port = FreePort.choose();
        var broker = new EmbeddedBroker(new BrokerSettings(port, Path.of(arguments[0])));
        broker.start();
        try (var peer = new Peer(port)) {
            var inbox = peer.receive(ADDRESS,
                    new AmqpReceiverOptions().addCapability("queue").setAutoAcknowledgement(false));
            var message = inbox.next();
            Runtime.getRuntime().halt(message == null ? NO_MESSAGE : message.deliveryCount());
        }
    }
}
