package io.multilith.tck;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** An Artemis as others run it, with its own defaults and with the lines that the manual gives. */
final class ForeignBroker {
    private static final Path PAGE = Path.of("../../docs/manual/broker.md");

    /** It says a line for every step of every client; kept, for a logger that nobody keeps forgets its level. */
    private static final Logger LOG = Logger.getLogger("org.apache.activemq");

    private final int port = BrokerProcess.freePort();
    private final ActiveMQServer server;

    private ForeignBroker(Path directory, String moreSecurity) throws Exception {
        server = new ActiveMQServerImpl(configuration(directory, moreSecurity), new OneRole());
    }

    static ForeignBroker start(Path directory) throws Exception {
        return start(directory, "");
    }

    /** One that keeps to itself how many receive at an address. */
    static ForeignBroker startSilent(Path directory) throws Exception {
        return start(directory, """
                <security-setting match="activemq.#"/>
                <security-setting match="activemq.management"/>
                """);
    }

    private static ForeignBroker start(Path directory, String moreSecurity) throws Exception {
        LOG.setLevel(Level.SEVERE);
        var broker = new ForeignBroker(directory, moreSecurity);
        broker.server.start();
        return broker;
    }

    int port() {
        return port;
    }

    boolean hasQueue(String name) {
        return server.locateQueue(name) != null;
    }

    private Configuration configuration(Path directory, String moreSecurity) throws Exception {
        var core = """
                <core xmlns="urn:activemq:core">
                    <persistence-enabled>true</persistence-enabled>
                    <journal-type>NIO</journal-type>
                    <bindings-directory>%1$s/bindings</bindings-directory>
                    <journal-directory>%1$s/journal</journal-directory>
                    <large-messages-directory>%1$s/large</large-messages-directory>
                    <paging-directory>%1$s/paging</paging-directory>
                    <acceptors><acceptor name="amqp">tcp://127.0.0.1:%2$d?protocols=AMQP;useEpoll=false</acceptor></acceptors>
                    %3$s
                </core>"""
                .formatted(directory, port,
                        fragment().replace("</security-settings>", moreSecurity + "</security-settings>"));
        return new FileConfigurationParser()
                .parseMainConfig(new ByteArrayInputStream(core.getBytes(StandardCharsets.UTF_8)));
    }

    private static String fragment() throws IOException {
        var page = Files.readString(PAGE);
        var begin = page.indexOf("```xml\n") + "```xml\n".length();
        return page.substring(begin, page.indexOf("```", begin));
    }

    /** Whoever gives the right password has the role that the manual names. */
    private static final class OneRole implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String password) {
            return "node".equals(user) && "secret".equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType type) {
            return validateUser(user, password)
                    && roles.stream().anyMatch(role -> role.getName().equals("multilith") && type.hasRole(role));
        }
    }

    void stop() throws Exception {
        server.stop();
    }
}
