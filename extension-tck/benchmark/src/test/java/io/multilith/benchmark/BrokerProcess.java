package io.multilith.benchmark;

import jakarta.enterprise.inject.se.SeContainerInitializer;

import io.multilith.broker.EmbeddedBrokerExtension;

/** The broker, alone in its process, until its standard input ends. */
public final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        var container = SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(BrokerProcess.class)
                .addExtensions(new EmbeddedBrokerExtension()).initialize();
        Processes.ready();
        container.close();
    }
}
