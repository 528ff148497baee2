package io.multilith.broker;

/**
 * The broker as a process of its own, for several servers on one machine: {@code java -cp "WEB-INF/lib/*" -Damqp-port=5672
 * -Dmultilith.embedded-broker.directory=broker io.multilith.broker.BrokerServer}. It listens on the loopback address only, and runs
 * until the process is told to end. A broker that does not start ends it with what is wrong, and the exit code 1.
 *
 * @since 0.1
 */
public final class BrokerServer {
    private BrokerServer() {}

    /**
     * Runs it.
     *
     * @param arguments
     *            none; what there is to say is said by system properties
     */
    public static void main(String[] arguments) {
        var broker = new EmbeddedBroker(BrokerSettings.fromSystemProperties());
        broker.start(); // its threads keep the process alive
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "broker-stop"));
    }
}
