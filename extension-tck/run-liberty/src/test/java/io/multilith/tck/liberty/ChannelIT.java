package io.multilith.tck.liberty;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** The wire contract on the WebSocket, section 6, as a Centrifugo client meets it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ChannelIT {
    private final String mark = UUID.randomUUID().toString();
    private final String channel = "note?m=" + mark;

    @ArquillianResource
    private URL url;
    private SampleClient feed;
    private SampleSocket socket;
    private int commands;

    @Deployment(testable = false)
    static WebArchive feed() {
        return ShrinkWrap.create(WebArchive.class, "channels.war")
                .merge(Sample.war(), Filters.include("/WEB-INF/lib/.*"))
                .addClass(WebFeed.class).addClasses(WebFeed.class.getDeclaredClasses());
    }

    @BeforeEach
    void connect() throws URISyntaxException {
        feed = new SampleClient(url.toURI());
        socket = open();
    }

    @AfterEach
    void disconnect() {
        socket.abort();
    }

    @Test
    void pushes_what_changes_once_and_in_order() {
        var begin = subscribe("'channel':'%s'".formatted(channel));
        IntStream.range(0, 100).forEach(this::create);

        var offset = begin.getJsonNumber("offset").longValue();
        for (var i = 0; i < 100; i++) {
            var push = socket.next().getJsonObject("push");
            assertThat(push.getString("channel")).isEqualTo(channel);
            assertThat(number(push)).isEqualTo(i);
            assertThat(offset(push)).isGreaterThan(offset);
            offset = offset(push);
        }
    }

    @Test
    void recovers_each_missed_change_once() {
        var begin = subscribe("'channel':'%s'".formatted(channel));
        create(0);
        var known = offset(socket.next().getJsonObject("push"));
        socket.abort();
        create(1);
        create(2);

        socket = open();
        var again = subscribe("'channel':'%s','recover':true,'epoch':'%s','offset':%d".formatted(channel,
                begin.getString("epoch"), known));
        create(3);

        assertThat(again.getBoolean("recovered")).isTrue();
        assertThat(again.getJsonArray("publications").getValuesAs(JsonObject.class))
                .extracting(missed -> record(missed).getInt("n")).containsExactly(1, 2);
        assertThat(number(socket.next().getJsonObject("push"))).isEqualTo(3);
    }

    @Test
    void begins_with_more_records_than_a_slow_socket_may_lag() {
        var page = IntStream.range(0, 100)
                .mapToObj(i -> "{\"m\":\"" + mark + "\",\"text\":\"" + "x".repeat(9_000) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        for (var i = 0; i < 6; i++) {
            assertThat(feed.post("api/note", page).status()).isEqualTo(201);
        }

        var begin = subscribe("'channel':'%s','data':{'snapshot':true}".formatted(channel));

        assertThat(begin.getJsonArray("data")).hasSize(600);
        create(1);
        assertThat(number(socket.next().getJsonObject("push"))).isEqualTo(1);
    }

    @Test
    void takes_back_what_one_may_no_longer_read() {
        feed.post("api/letter", "{\"id\":\"" + mark + "\",\"owner\":\"ann\",\"text\":\"secret\"}");
        socket.abort();
        socket = SampleSocket.connect(realtime());
        socket.send("{\"id\":100,\"connect\":{\"token\":\"ann\"}}");
        socket.next();
        var begin = subscribe("'channel':'letter:%s','data':{'snapshot':true}".formatted(mark));
        assertThat(begin.getJsonArray("data").toString()).contains("secret");

        say("rpc", "'method':'letter.patch','data':{'id':'%s','data':{'owner':'bob','text':'hidden'}}".formatted(mark));

        var told = List.of(socket.next(), socket.next()); // the answer and the push, either first
        var taken = told.stream().filter(frame -> frame.containsKey("push")).findFirst().orElseThrow();
        assertThat(taken.toString()).contains("letter.removed").contains("left").doesNotContain("hidden")
                .doesNotContain("secret");
    }

    @Test
    void hangs_up_when_a_token_expires() {
        socket.abort();
        socket = SampleSocket.connect(realtime());
        socket.send("{\"id\":1,\"connect\":{\"token\":\"ann@" + (Instant.now().getEpochSecond() + 2) + "\"}}");
        assertThat(socket.next().getJsonObject("connect").getBoolean("expires")).isTrue();

        assertThat(socket.closeCode()).isEqualTo(3005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':1,'subscribe':{'channel':'note'}}", "{'id':1,'rpc':{'method':'note.find'}}",
            "{'id':1,'refresh':{'token':'ann'}}", "{'connect':{}}", "{'id':-1,'connect':{}}", "{'id':'1','connect':{}}",
            "{'id':1,'connect':{'token':'ann'}", "\u0000", "{'id':1}"})
    void hangs_up_on_what_does_not_begin_with_connect(String frame) {
        socket.abort();
        socket = SampleSocket.connect(realtime());

        socket.send(frame.replace('\'', '"'));

        assertThat(socket.closeCode()).isEqualTo(3501);
    }

    @Test
    void hangs_up_on_a_stranger_s_token() {
        socket.abort();
        socket = SampleSocket.connect(realtime());

        socket.send("{\"id\":1,\"connect\":{\"token\":\"stranger\"}}");

        assertThat(socket.closeCode()).isEqualTo(3500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "'channel':'nope'|404|unknown-collection",
            "'channel':'box'|405|not-offered",
            "'channel':5|400|malformed-request",
            "'channel':'note?n[$frob]=1'|400|bad-query",
            "'channel':'note?$limit=1'|400|bad-query",
            "'channel':'account?password=x'|400|bad-query",
            "'channel':'account','data':{'where':{'password':{'$gt':'a'}}}|400|bad-query",
            "'channel':'note','data':{'where':5}|400|malformed-request",
            "'channel':'note','recover':true,'epoch':'x','offset':-1|400|malformed-request",
            "'channel':'note','recover':true,'epoch':'x','offset':1.5|400|malformed-request",
            "'channel':'note','recover':true,'epoch':'x','offset':1e999|400|malformed-request"})
    void refuses_a_subscription_that_makes_no_sense_and_lives(String command, int status, String kind) {
        var id = say("subscribe", command);

        var error = socket.next();

        assertThat(error.getInt("id")).isEqualTo(id);
        assertThat(error.getJsonObject("error").getInt("code")).isEqualTo(status);
        assertThat(error.getJsonObject("error").getJsonObject("problem").getString("className")).isEqualTo(kind);
        subscribe("'channel':'%s'".formatted(channel));
    }

    @ParameterizedTest
    @CsvSource({"x,1", "'',0", "EPOCH,999999999999"})
    void says_that_it_did_not_recover_a_position_it_does_not_know(String epoch, long offset) {
        var known = subscribe("'channel':'note'").getString("epoch");

        var begin = subscribe("'channel':'%s','recover':true,'epoch':'%s','offset':%d".formatted(channel,
                epoch.replace("EPOCH", known), offset));

        assertThat(begin.getBoolean("recovered")).isFalse();
    }

    @Test
    void refuses_all_but_a_hundred_of_ten_thousand_subscriptions_and_harms_nobody() {
        var other = open();
        other.send("{\"id\":1000000,\"subscribe\":{\"channel\":\"" + channel + "\"}}");
        other.next();
        var open = 0;
        var refused = 0;
        for (var i = 0; i < 10_000; i += 100) {
            socket.send(IntStream.range(i, i + 100)
                    .mapToObj(n -> "{\"id\":" + (n + 10) + ",\"subscribe\":{\"channel\":\"note?n=" + n + "\"}}")
                    .collect(Collectors.joining("\n")));
            for (var n = 0; n < 100; n++) {
                var reply = socket.next();
                if (reply.containsKey("error")) {
                    assertProblem(reply.getJsonObject("error").getJsonObject("problem"), 429, "TooManyRequests",
                            "too-many-subscriptions");
                    refused++;
                } else {
                    open++;
                }
            }
        }

        assertThat(open).isEqualTo(100);
        assertThat(refused).isEqualTo(9_900);
        create(7);
        assertThat(number(other.next().getJsonObject("push"))).isEqualTo(7);
        other.abort();
    }

    @Test
    void hangs_up_on_a_frame_of_ten_megabytes_and_on_one_without_end() {
        socket.sendInPieces(" ".repeat(10 << 20), 1 << 14);
        assertThat(socket.closeCode()).isEqualTo(1009);

        socket = open();
        socket.sendInPieces("{\"id\":1,\"rpc\":" + "[".repeat(1 << 17), 100);
        assertThat(socket.closeCode()).isEqualTo(1009);
    }

    @Test
    void subscribes_to_as_many_channels_at_once_as_it_may() {
        socket.send(IntStream.range(10, 110)
                .mapToObj(n -> "{\"id\":" + n + ",\"subscribe\":{\"channel\":\"note?n=" + n + "\"}}")
                .collect(Collectors.joining("\n")));

        var answered = new HashSet<Integer>();
        IntStream.range(0, 100).mapToObj(i -> socket.next()).filter(reply -> reply.containsKey("subscribe"))
                .forEach(reply -> answered.add(reply.getInt("id")));

        assertThat(answered).hasSize(100);
    }

    private SampleSocket open() {
        var opened = SampleSocket.connect(realtime());
        opened.send("{\"id\":1,\"connect\":{}}");
        assertThat(opened.next().containsKey("connect")).isTrue();
        return opened;
    }

    private JsonObject subscribe(String members) {
        var id = say("subscribe", members);
        var reply = socket.next();
        assertThat(reply.getInt("id", 0)).as(reply.toString()).isEqualTo(id);
        assertThat(reply.containsKey("subscribe")).as(reply.toString()).isTrue();
        return reply.getJsonObject("subscribe");
    }

    private int say(String command, String members) {
        var id = ++commands + 1;
        socket.send("{\"id\":%d,\"%s\":{%s}}".formatted(id, command, members.replace('\'', '"')));
        return id;
    }

    private void create(int number) {
        var made = feed.post("api/note", "{\"m\":\"" + mark + "\",\"n\":" + number + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private static int number(JsonObject push) {
        return record(push.getJsonObject("pub")).getInt("n");
    }

    private static JsonObject record(JsonObject publication) {
        return publication.getJsonObject("data").getJsonObject("data").getJsonObject("resource");
    }

    private static long offset(JsonObject push) {
        return push.getJsonObject("pub").getJsonNumber("offset").longValue();
    }

    private URI realtime() {
        return URI.create(url.toString().replaceFirst("^http", "ws") + "realtime");
    }
}
