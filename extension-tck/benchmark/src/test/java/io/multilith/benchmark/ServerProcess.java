package io.multilith.benchmark;

import jakarta.enterprise.inject.se.SeContainerInitializer;

/** Both services, ours and the bare one, until its standard input ends. */
public final class ServerProcess {
    private ServerProcess() {}

    public static void main(String[] arguments) throws Exception {
        BareEcho.serve(BareEcho.connect(Integer.getInteger("amqp-port")));
        var container = SeContainerInitializer.newInstance().addBeanClasses(Echo.class).initialize();
        Processes.ready();
        container.close();
        System.exit(0);
    }
}
