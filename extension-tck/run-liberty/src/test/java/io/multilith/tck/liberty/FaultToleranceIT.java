package io.multilith.tck.liberty;

import java.net.URISyntaxException;
import java.net.URL;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** MicroProfile Fault Tolerance guards the methods of a service, by whichever transport a call comes, and a bean around a client. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class FaultToleranceIT {
    private static final String HTTP = "fragile";
    private static final String RPC = "rpc";

    @ArquillianResource
    private URL url;
    private SampleClient client;
    private final String key = UUID.randomUUID().toString();

    @Deployment(testable = false)
    static WebArchive fragile() {
        return ShrinkWrap.create(WebArchive.class, "fragile.war")
                .merge(Sample.war(), Filters.include("/WEB-INF/lib/.*")).addClass(Fragile.class)
                .addClasses(Fragile.class.getDeclaredClasses());
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        client = new SampleClient(url.toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP, RPC})
    void tries_again_until_it_works(String transport) {
        assertThat(call(transport, "retry")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP, RPC})
    void tries_no_more_often_than_it_is_told(String transport) {
        assertThat(call(transport, "tooOften")).isEqualTo("500 -");

        assertThat(call(transport, "attempts")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP, RPC})
    void falls_back_to_another_value(String transport) {
        assertThat(call(transport, "fallback")).isEqualTo("-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP, RPC})
    void fails_when_the_time_is_over(String transport) {
        assertThat(call(transport, "timeout")).isEqualTo("500 -");
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP, RPC})
    void refuses_more_calls_than_the_bulkhead_lets_in(String transport) {
        var inside = CompletableFuture.supplyAsync(() -> call(transport, "bulkhead"));
        await().atMost(Patience.TIMEOUT).until(() -> call(transport, "attempts").equals("1"));

        assertThat(call(transport, "bulkhead")).isEqualTo("400 BulkheadException");

        client.get("api/fragile/open/" + key);
        assertThat(inside.join()).isEqualTo("1");
    }

    /** One test, because the breaker stays open for both transports. Payara has one for each instance (payara/Payara#3673). */
    @Tag("liberty")
    @Test
    void opens_the_circuit_after_failures() {
        assertThat(call(HTTP, "breaker")).isEqualTo("500 -");
        assertThat(call(RPC, "breaker")).isEqualTo("500 -");

        assertThat(call(HTTP, "breaker")).isEqualTo("500 -");
        assertThat(call(RPC, "breaker")).isEqualTo("500 -");

        assertThat(call(HTTP, "attempts")).isEqualTo("2");
    }

    @Test
    void guards_a_bean_around_a_client() {
        assertThat(call(RPC, "careful")).isEqualTo("1009");
    }

    private String call(String transport, String method) {
        var answer = client.get("api/" + transport + "/" + method + "/" + key);
        return answer.status() < 400
                ? answer.body()
                : answer.status() + " " + answer.object().getString("errorCode", "-");
    }
}
