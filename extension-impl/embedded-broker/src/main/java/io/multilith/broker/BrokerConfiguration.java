package io.multilith.broker;

import java.nio.file.Path;

import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/**
 * Writes the {@link BrokerSettings} as Artemis' configuration: one AMQP acceptor on the loopback interface, a durable store,
 * and what the addresses of the wire contract mean.
 * <p>
 * No security, because only this machine can connect. Pages to disk when memory is full and refuses when the disk is: nothing
 * is dropped in silence.
 */
final class BrokerConfiguration {

    static final String DEAD_LETTER_ADDRESS = "dlq.broker";
    static final String EXPIRY_ADDRESS = "expired.broker";

    private static final int LOCK_TIMEOUT_MS = 2_000;
    private static final int DISK_SCAN_MS = 1_000;
    private static final long MIN_DISK_FREE_BYTES = 64L << 20;
    private static final long EXPIRY_SCAN_MS = 5_000;
    private static final long KEEP_UNUSED_MS = 60_000;
    private static final long EXPIRED_KEPT = 1_000;
    /** Keys of an order share a bucket, for else a queue remembers every key that it has ever seen. */
    private static final int GROUP_BUCKETS = 1_024;

    private final BrokerSettings settings;

    BrokerConfiguration(BrokerSettings settings) {
        this.settings = settings;
    }

    Configuration toArtemis() throws Exception {
        var configuration = new ConfigurationImpl().setName("multilith").setSecurityEnabled(false)
                .setJMXManagementEnabled(false).setMessageExpiryScanPeriod(EXPIRY_SCAN_MS)
                .addAcceptorConfiguration("amqp", acceptor());
        store(configuration);
        memory(configuration);
        queue(configuration, QueueConfiguration.of(DEAD_LETTER_ADDRESS));
        queue(configuration, QueueConfiguration.of(EXPIRY_ADDRESS).setRingSize(EXPIRED_KEPT));
        return addresses(configuration);
    }

    /** Java's own sockets: a native library stays loaded when the application is redeployed, and cannot be loaded twice. */
    private String acceptor() {
        return "tcp://" + EmbeddedBrokerConfigSource.LOOPBACK + ":" + settings.port()
                + "?protocols=AMQP;useEpoll=false;useKQueue=false;saslMechanisms=ANONYMOUS,PLAIN"
                + ";amqpCredits=1000;amqpLowCredits=300;supportAdvisory=false";
    }

    /** Counts a delivery before it is made, for a handler that kills the process kills this broker with it. */
    private void store(Configuration configuration) {
        Path directory = settings.directory();
        configuration.setPersistenceEnabled(true).setJournalType(JournalType.NIO)
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setJournalDirectory(directory.resolve("journal").toString())
                .setLargeMessagesDirectory(directory.resolve("large-messages").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setJournalLockAcquisitionTimeout(LOCK_TIMEOUT_MS).setMaxDiskUsage(-1)
                .setMinDiskFree(MIN_DISK_FREE_BYTES)
                .setDiskScanPeriod(DISK_SCAN_MS).setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.SHUTDOWN)
                .setPersistDeliveryCountBeforeDelivery(true);
    }

    /** The heap is the application's: the broker pages at an eighth of it. */
    private void memory(Configuration configuration) {
        configuration.setGlobalMaxSize(Runtime.getRuntime().maxMemory() / 8);
    }

    private void queue(Configuration configuration, QueueConfiguration queue) {
        queue.setRoutingType(RoutingType.ANYCAST).setDurable(true);
        configuration.addAddressConfiguration(new CoreAddressConfiguration().setName(queue.getName().toString())
                .addRoutingType(RoutingType.ANYCAST).addQueueConfig(queue));
    }

    /** The longer match inherits from the shorter: {@code #} is the user's own addresses and the base of the others. */
    private Configuration addresses(Configuration configuration) {
        return configuration.addAddressSetting("#", anyAddress())
                .addAddressSetting("rpc.#", routed(RoutingType.ANYCAST).setMaxDeliveryAttempts(-1))
                .addAddressSetting("events.#", keptTopic()).addAddressSetting("changes.#", keptTopic())
                .addAddressSetting("nodes", keptTopic())
                .addAddressSetting("activemq.notifications", routed(RoutingType.MULTICAST))
                .addAddressSetting("dlq.#", kept(routed(RoutingType.ANYCAST)).setMaxDeliveryAttempts(-1))
                .addAddressSetting("retry.#", kept(routed(RoutingType.ANYCAST)).setMaxDeliveryAttempts(-1))
                .addAddressSetting(EXPIRY_ADDRESS, kept(routed(RoutingType.ANYCAST)).setMaxDeliveryAttempts(-1));
    }

    private AddressSettings anyAddress() {
        return routed(RoutingType.ANYCAST).setAutoCreateAddresses(true).setAutoCreateQueues(true)
                .setAutoDeleteAddresses(true).setAutoDeleteAddressesDelay(KEEP_UNUSED_MS).setAutoDeleteQueues(true)
                .setAutoDeleteQueuesDelay(KEEP_UNUSED_MS).setAutoDeleteQueuesMessageCount(0)
                .setDefaultGroupBuckets(GROUP_BUCKETS).setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
                .setDeadLetterAddress(SimpleString.of(DEAD_LETTER_ADDRESS))
                .setExpiryAddress(SimpleString.of(EXPIRY_ADDRESS));
    }

    private AddressSettings keptTopic() {
        return kept(routed(RoutingType.MULTICAST)).setMaxDeliveryAttempts(-1);
    }

    private AddressSettings kept(AddressSettings address) {
        return address.setAutoDeleteQueues(false).setAutoDeleteAddresses(false);
    }

    private AddressSettings routed(RoutingType type) {
        return new AddressSettings().setDefaultAddressRoutingType(type).setDefaultQueueRoutingType(type);
    }
}
