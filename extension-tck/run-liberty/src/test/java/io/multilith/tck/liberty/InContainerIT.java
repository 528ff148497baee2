package io.multilith.tck.liberty;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** This test runs inside the server. */
@ExtendWith(ArquillianExtension.class)
class InContainerIT {

    @Inject
    private Greeting greeting;

    @Deployment
    static WebArchive inContainer() {
        return ShrinkWrap.create(WebArchive.class, "in-container.war").addClass(Greeting.class);
    }

    @Test
    void injects_a_bean() {
        assertEquals("hello", greeting.text());
        assertNotEquals(Greeting.class, greeting.getClass());
    }

    @Test
    void passes_the_amqp_port_to_the_server() {
        assertNotNull(System.getProperty("amqp-port"));
        assertNotNull(System.getProperty("wlp.server.name"));
    }

    @ApplicationScoped
    static class Greeting {

        String text() {
            return "hello";
        }
    }
}
