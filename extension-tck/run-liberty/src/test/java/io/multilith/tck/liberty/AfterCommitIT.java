package io.multilith.tck.liberty;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.multilith.events.EventDispatcher;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Events of a JTA transaction, inside the server whose transaction it is. */
@ExtendWith(ArquillianExtension.class)
@Dependent
class AfterCommitIT {
    private static final Duration QUIET = Duration.ofMillis(500);

    @Inject
    private EventDispatcher events;
    @Inject
    private MessageBus bus;
    @Resource
    private UserTransaction transaction;

    @Deployment
    static WebArchive inContainer() throws URISyntaxException {
        return Sample.war().addClasses(AfterCommitIT.class, Patience.class).addAsLibraries(jar(Assertions.class),
                jar(Awaitility.class), jar(Matcher.class));
    }

    @Test
    void are_sent_after_the_commit_and_never_after_a_rollback() throws Exception {
        var told = listen();

        transaction.begin();
        events.from("transactions").dispatch("said", "rolled back");
        transaction.rollback();
        transaction.begin();
        events.from("transactions").dispatch("said", "first");
        events.from("transactions").dispatch("said", "second");
        await().during(QUIET).atMost(Patience.TIMEOUT).until(told::isEmpty);
        transaction.commit();
        await().atMost(Patience.TIMEOUT).until(() -> told.size() == 2);
        events.from("transactions").dispatch("said", "third");

        await().atMost(Patience.TIMEOUT).until(() -> told.size() == 3);
        assertThat(told).containsExactly("\"first\"", "\"second\"", "\"third\"");
    }

    /** Returns when the subscription is known to be there: events that nobody has subscribed to are dropped. */
    private List<String> listen() {
        var told = new CopyOnWriteArrayList<String>();
        bus.receive(MessageSource.topic("events.transactions", 10), received -> {
            told.add(new String(received.message().body(), StandardCharsets.UTF_8));
            received.accept();
        });
        await().atMost(Patience.TIMEOUT).until(() -> {
            events.from("transactions").dispatch("said", "hello");
            return !told.isEmpty();
        });
        await().pollDelay(QUIET).until(() -> true);
        told.clear();
        return told;
    }

    private static File jar(Class<?> type) throws URISyntaxException {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
