package io.multilith.impl.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.concurrent.SendLimits;
import io.multilith.impl.json.JsonCodec;
import io.multilith.placement.Node;
import io.multilith.placement.NodeJoined;
import io.multilith.placement.NodeLeft;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.realtime.SocketAuthenticator;
import io.multilith.realtime.SocketIdentity;
import io.multilith.resource.Condition;
import io.multilith.resource.Hidden;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.ResourceRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The Centrifugo protocol as far as it concerns channels, wire contract section 6. */
@EnableWeld
class SocketChannelsTest {
    @RegisterExtension
    static final Configured CONFIGURATION = Configured.with(Map.of("multilith.realtime.max-subscriptions", "3"));
    @WeldSetup
    WeldInitiator weld = Deployed.application(Notes.class, Friends.class, Tokens.class);

    @Inject
    Sockets sockets;
    @Inject
    ResourceDispatcher resources;
    private final JsonCodec json = new JsonCodec();
    private final RecordingSession session = new RecordingSession();
    private final List<SocketProtocol> opened = new CopyOnWriteArrayList<>();
    private SocketProtocol socket;

    @BeforeEach
    void open() {
        socket = open(session);
    }

    private SocketProtocol open(RecordingSession of) {
        return open(of, new Caller("ada", Set.of()), Optional.empty());
    }

    private SocketProtocol open(RecordingSession of, Caller caller, Optional<Instant> expires) {
        var writer = new SocketWriter(of.session(), new SendLimits(256, 1 << 20, Duration.ofSeconds(5)), Runnable::run);
        var protocol = new CentrifugoProtocol(sockets, writer, new SocketCaller(caller, Map.of(), expires));
        opened.add(protocol);
        return protocol;
    }

    @AfterEach
    void close() {
        opened.forEach(SocketProtocol::close);
    }

    @Test
    void pushes_each_change_after_the_position_in_the_answer() {
        create("a", "1");
        connect();

        say("{'id':2,'subscribe':{'channel':'note'}}");
        var answer = reply(2).getJsonObject("subscribe");
        patch("a", "2");
        remove("a");

        assertThat(answer.getInt("offset")).isEqualTo(1);
        assertThat(answer.getString("epoch")).isNotBlank();
        assertThat(answer.getBoolean("recoverable")).isTrue();
        assertThat(pushes(2)).containsExactly("note 2 note.patched {'id':'a','text':'2'}",
                "note 3 note.removed {'id':'a','text':'2'} left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'channel':'note?text=x'", "'channel':'note','data':{'where':'text=x'}",
            "'channel':'note','data':{'where':{'text':'x'}}", "'channel':'note?text[$in][]=x&text[$in][]=y'"})
    void pushes_what_a_query_means(String channel) {
        create("a", "1");
        connect();

        say("{'id':2,'subscribe':{" + channel + "}}");
        reply(2);
        patch("a", "x");
        patch("a", "z");

        var name = json.parse("{" + channel.replace('\'', '"') + "}").asJsonObject().getString("channel");
        assertThat(pushes(2)).containsExactly(name + " 2 note.created {'id':'a','text':'x'} entered",
                name + " 3 note.removed {'id':'a'} left");
    }

    @Test
    void pushes_the_changes_of_one_record() {
        connect();

        say("{'id':2,'subscribe':{'channel':'note:a?b'}}");
        assertThat(reply(2)).containsKey("subscribe");
        create("a", "1");
        create("a?b", "2");

        assertThat(pushes(1)).containsExactly("note:a?b 2 note.created {'id':'a?b','text':'2'} entered");
    }

    @Test
    void begins_with_the_records_for_those_who_want_them() {
        create("b", "2");
        create("a", "1");
        connect();

        say("{'id':2,'subscribe':{'channel':'note','data':{'snapshot':true}}}");

        assertThat(reply(2).getJsonObject("subscribe").getJsonArray("data"))
                .isEqualTo(json.parse("[{\"id\":\"a\",\"text\":\"1\"},{\"id\":\"b\",\"text\":\"2\"}]"));
    }

    @Test
    void pushes_what_a_right_shows_since_without_a_place_in_the_log() {
        resources.dispatch(ResourceRequest.of("note", "create")
                .with(json.parse("{\"id\":\"b\",\"text\":\"2\",\"owner\":\"bob\"}")));
        connect();
        say("{'id':2,'subscribe':{'channel':'note'}}");
        reply(2);

        weld.select(Friends.class).get().join("bob");

        await().until(() -> session.frames().stream().anyMatch(frame -> frame.containsKey("push")));
        var push = session.frames().stream().filter(frame -> frame.containsKey("push")).findFirst().orElseThrow()
                .getJsonObject("push");
        assertThat(push.getString("channel")).isEqualTo("note");
        assertThat(push.getJsonObject("pub")).containsOnlyKeys("data");
        assertThat(push.getJsonObject("pub").getJsonObject("data").getJsonObject("data").toString())
                .contains("{\"id\":\"b\",\"text\":\"2\"}", "\"reason\":\"entered\"");
    }

    @Test
    void recovers_what_was_missed() {
        create("a", "1");
        connect();
        say("{'id':2,'subscribe':{'channel':'note'}}");
        var epoch = reply(2).getJsonObject("subscribe").getString("epoch");
        say("{'id':3,'unsubscribe':{'channel':'note'}}");
        reply(3);
        patch("a", "2");
        patch("a", "3");

        say("{'id':4,'subscribe':{'channel':'note','recover':true,'epoch':'" + epoch + "','offset':1}}");

        var answer = reply(4).getJsonObject("subscribe");
        assertThat(answer.getBoolean("recovered")).isTrue();
        assertThat(answer.getInt("offset")).isEqualTo(3);
        assertThat(answer.getJsonArray("publications")).extracting(missed -> missed.asJsonObject().getInt("offset"))
                .containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource({"other,1", "EPOCH,99", "EPOCH,123456789012345678"})
    void says_that_it_cannot_recover(String epoch, long offset) {
        create("a", "1");
        connect();
        say("{'id':2,'subscribe':{'channel':'note:a'}}");
        var known = epoch.replace("EPOCH", reply(2).getJsonObject("subscribe").getString("epoch"));

        say("{'id':4,'subscribe':{'channel':'note','recover':true,'epoch':'" + known + "','offset':" + offset
                + ",'data':{'snapshot':true}}}");

        var answer = reply(4).getJsonObject("subscribe");
        assertThat(answer.getBoolean("recovered")).isFalse();
        assertThat(answer.getInt("offset")).isEqualTo(1);
        assertThat(answer.getJsonArray("data")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'channel':'nothing'}                           | 404 | unknown-collection
            {'channel':''}                                  | 400 | malformed-request
            {'channel':5}                                   | 400 | malformed-request
            {}                                              | 400 | malformed-request
            {'channel':'note?owner=ada'}                    | 400 | bad-query
            {'channel':'note?none=1'}                       | 400 | bad-query
            {'channel':'note?$limit=1'}                     | 400 | bad-query
            {'channel':'note?text=a','data':{'where':{}}}   | 400 | malformed-request
            {'channel':'note','data':{'where':5}}           | 400 | malformed-request
            {'channel':'note','recover':true,'offset':-1}   | 400 | malformed-request
            {'channel':'note','recover':true,'offset':1.5}  | 400 | malformed-request
            {'channel':'note','recover':true,'offset':1e99} | 400 | malformed-request
            """)
    void refuses_what_is_no_subscription_and_lives(String command, int code, String kind) {
        connect();

        say("{'id':2,'subscribe':" + command + "}");
        say("{'id':3,'subscribe':{'channel':'note'}}");

        assertThat(error(2)).isEqualTo(code + " " + kind);
        assertThat(reply(3)).containsKey("subscribe");
        assertThat(session.closed()).isEmpty();
    }

    @Test
    void subscribes_once_to_a_channel_and_to_so_many() {
        connect();

        for (var i = 0; i < 2; i++) {
            say("{'id':" + (2 + i) + ",'subscribe':{'channel':'note'}}");
            reply(2 + i);
        }
        for (var i = 0; i < 3; i++) {
            say("{'id':" + (5 + i) + ",'subscribe':{'channel':'note:" + i + "'}}");
            reply(5 + i);
        }

        assertThat(error(3)).isEqualTo("409 already-subscribed");
        assertThat(error(7)).isEqualTo("429 too-many-subscriptions");
    }

    @Test
    void pushes_nothing_more_after_it_was_left() {
        connect();
        say("{'id':2,'subscribe':{'channel':'note'}}");
        say("{'id':3,'unsubscribe':{'channel':'note'}}");
        say("{'id':4,'subscribe':{'channel':'note:b'}}");
        reply(4);

        create("a", "1");
        create("b", "1");

        assertThat(pushes(1)).containsExactly("note:b 2 note.created {'id':'b','text':'1'} entered");
    }

    @Test
    void tells_what_was_pushed_after_a_position() {
        create("a", "1");
        patch("a", "2");
        patch("a", "3");
        connect();
        say("{'id':2,'history':{'channel':'note'}}");
        var epoch = reply(2).getJsonObject("history").getString("epoch");

        say("{'id':3,'history':{'channel':'note','limit':10,'since':{'epoch':'" + epoch + "','offset':1}}}");
        say("{'id':4,'history':{'channel':'note','limit':2}}");
        say("{'id':5,'history':{'channel':'note','limit':2,'reverse':true}}");
        say("{'id':6,'history':{'channel':'note','limit':2,'since':{'epoch':'other','offset':1}}}");

        assertThat(offsets(2)).isEmpty();
        assertThat(reply(2).getJsonObject("history").getInt("offset")).isEqualTo(3);
        assertThat(offsets(3)).containsExactly(2, 3);
        assertThat(offsets(4)).containsExactly(2, 3);
        assertThat(offsets(5)).containsExactly(3, 2);
        assertThat(reply(6).getJsonObject("error").getInt("code")).isEqualTo(112);
    }

    @Test
    void tells_of_the_nodes_that_come_and_go() {
        connect();
        say("{'id':2,'subscribe':{'channel':'$node','data':{'snapshot':true}}}");
        var here = reply(2).getJsonObject("subscribe").getJsonArray("data");
        var other = new Node("other", new TreeSet<>(Set.of("desk")), new TreeSet<>());

        weld.event().select(NodeJoined.class).fire(new NodeJoined(other));
        weld.event().select(NodeLeft.class).fire(new NodeLeft(other));

        assertThat(here).hasSize(1);
        assertThat(here.getJsonObject(0).getJsonArray("collections").getString(0)).isEqualTo("note");
        assertThat(pushes(2)).containsExactly(
                "$node 2 $node.created {'collections':[],'id':'other','services':['desk']}",
                "$node 3 $node.removed {'collections':[],'id':'other','services':['desk']}");
    }

    @Test
    void asks_a_collection_by_rpc() {
        connect();

        say("{'id':2,'rpc':{'method':'note.create','data':{'data':{'id':'a','text':'1','owner':'ada'}}}}");
        reply(2);
        say("{'id':3,'rpc':{'method':'note.get','data':{'id':'a'}}}");
        say("{'id':4,'rpc':{'method':'note.find','data':{'query':{'text':'1'}}}}");
        say("{'id':5,'rpc':{'method':'note.get','data':{'id':'b'}}}");
        say("{'id':6,'rpc':{'method':'note.$snapshot'}}");
        say("{'id':7,'rpc':{'method':'note.find','data':{'where':{}}}}");

        assertThat(reply(3).getJsonObject("rpc").get("data")).hasToString("{\"id\":\"a\",\"text\":\"1\"}");
        assertThat(reply(4).getJsonObject("rpc").get("data")).hasToString("[{\"id\":\"a\",\"text\":\"1\"}]");
        assertThat(error(5)).isEqualTo("404 not-found");
        assertThat(error(6)).isEqualTo("404 unknown-method");
        assertThat(error(7)).isEqualTo("422 bad-arguments");
    }

    @Test
    void tells_a_token_s_owner_what_he_may_read_until_it_expires() {
        var other = new RecordingSession();
        say(open(other), "{'id':1,'connect':{'token':'bob 2'}}");
        var connected = reply(other, 1).getJsonObject("connect");
        assertThat(connected.getBoolean("expires")).isTrue();
        assertThat(connected.getInt("ttl")).isBetween(1, 2);
        say(opened.get(1), "{'id':2,'subscribe':{'channel':'note'}}");
        reply(other, 2);

        create("a", "1");

        await().until(() -> other.closed().contains(3005));
        assertThat(other.frames()).noneMatch(frame -> frame.containsKey("push"));
    }

    @Test
    void lives_on_with_a_newer_token() {
        say("{'id':1,'connect':{'token':'ada 1'}}");
        reply(1);

        say("{'id':2,'refresh':{'token':'ada 100'}}");

        assertThat(reply(2).getJsonObject("refresh").getInt("ttl")).isBetween(98, 100);
        await().during(Duration.ofMillis(1_500)).until(() -> session.closed().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':1,'connect':{'token':'nonsense'}}",
            "{'id':1,'connect':{'token':'ada 9'}}\n{'id':2,'refresh':{'token':'bob 9'}}",
            "{'id':1,'connect':{'token':'ada 9'}}\n{'id':2,'refresh':{}}"})
    void hangs_up_on_a_token_that_is_none(String commands) {
        say(commands);

        assertThat(session.closed()).containsExactly(3500);
    }

    @Test
    void asks_for_a_newer_token_where_one_has_expired() {
        say("{'id':1,'connect':{'token':'ada -5'}}");

        assertThat(reply(1).getJsonObject("error").getInt("code")).isEqualTo(109);
        say("{'id':2,'connect':{'token':'ada 50'}}");
        assertThat(reply(2)).containsKey("connect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':1,'connect':{'token':'ada 9 banned'}}",
            "{'id':1,'connect':{'token':'ada 9'}}\n{'id':2,'refresh':{'token':'ada 9 banned'}}"})
    void hangs_up_for_good_on_one_who_may_not_have_a_socket(String commands) {
        say(commands);

        assertThat(session.closed()).containsExactly(3507);
    }

    @Test
    void has_one_with_other_roles_connect_again() {
        say("{'id':1,'connect':{'token':'ada 9'}}");
        reply(1);

        say("{'id':2,'refresh':{'token':'ada 9 editor'}}");

        assertThat(session.closed()).containsExactly(3005);
    }

    @Test
    void waits_until_a_token_can_be_read() {
        say("{'id':1,'connect':{'token':'ada 9 unreadable'}}");
        say("{'id':2,'connect':{'token':'ada 9'}}");

        assertThat(error(1)).isEqualTo("503 away");
        assertThat(reply(1).getJsonObject("error").getBoolean("temporary")).isTrue();
        assertThat(reply(2)).containsKey("connect");
        assertThat(session.closed()).isEmpty();
    }

    @Test
    void ends_when_the_token_of_the_handshake_does() {
        var other = new RecordingSession();
        open(other, new Caller("ada", Set.of()), Optional.of(Instant.now().plusMillis(300)));

        await().until(() -> other.closed().equals(List.of(3005)));
    }

    @Test
    void tells_its_own_ping_s_answer_from_a_ping() {
        connect();

        socket.ping();
        say("{}");
        say("{}");

        assertThat(session.frames().stream().filter(JsonObject::isEmpty)).hasSize(2);
    }

    private void connect() {
        say("{'id':1,'connect':{}}");
        reply(1);
    }

    private void say(String frame) {
        say(socket, frame);
    }

    private static void say(SocketProtocol to, String frame) {
        to.receive(frame.replace('\'', '"'));
    }

    private void create(String id, String text) {
        resources.dispatch(ResourceRequest.of("note", "create")
                .with(json.parse("{\"id\":\"" + id + "\",\"text\":\"" + text + "\",\"owner\":\"ada\"}")));
    }

    private void patch(String id, String text) {
        resources.dispatch(ResourceRequest.of("note", "patch", id).with(json.parse("{\"text\":\"" + text + "\"}")));
    }

    private void remove(String id) {
        resources.dispatch(ResourceRequest.of("note", "remove", id));
    }

    private JsonObject reply(int id) {
        return reply(session, id);
    }

    private static JsonObject reply(RecordingSession of, int id) {
        await().until(() -> of.frames().stream().anyMatch(frame -> frame.getInt("id", 0) == id));
        return of.frames().stream().filter(frame -> frame.getInt("id", 0) == id).findFirst().orElseThrow();
    }

    private String error(int id) {
        return error(session, id);
    }

    private static String error(RecordingSession of, int id) {
        var error = reply(of, id).getJsonObject("error");
        return error.getInt("code") + " " + error.getJsonObject("problem").getString("className");
    }

    private List<Integer> offsets(int id) {
        return reply(id).getJsonObject("history").getJsonArray("publications").stream()
                .map(publication -> publication.asJsonObject().getInt("offset")).toList();
    }

    private List<String> pushes(int count) {
        await().until(() -> session.frames().stream().filter(frame -> frame.containsKey("push")).count() >= count);
        return session.frames().stream().filter(frame -> frame.containsKey("push"))
                .map(frame -> text(frame.getJsonObject("push"))).toList();
    }

    private static String text(JsonObject push) {
        var publication = push.getJsonObject("pub");
        var event = publication.getJsonObject("data");
        var data = event.getJsonObject("data");
        var reason = Optional.ofNullable(data.getString("reason", null)).map(text -> " " + text).orElse("");
        return push.getString("channel") + " " + publication.getInt("offset") + " " + event.getString("type") + " "
                + data.get("resource").toString().replace('"', '\'') + reason;
    }

    public record Note(String id, String text, @Hidden String owner) {}

    @ResourceCollection("note")
    static class Notes implements ResourceModel<Note> {
        @Inject
        Friends friends;

        @Override
        public Condition readable(Caller caller) {
            return new Condition.Or(friends.with(caller.name()).stream().map(name -> Condition.equal("owner", name))
                    .toList());
        }
    }

    /** Those who may read each other's notes. */
    @ApplicationScoped
    static class Friends {
        private final List<String> names = new CopyOnWriteArrayList<>();

        void join(String name) {
            names.add(name);
        }

        List<String> with(String name) {
            return Stream.concat(Stream.of(name), names.stream()).toList();
        }
    }

    @ApplicationScoped
    static class Tokens implements SocketAuthenticator {
        @Override
        public SocketIdentity authenticate(String token) {
            var parts = List.of(token.split(" ", 3));
            if (parts.size() < 2) {
                throw new ProblemException(ErrorName.NOT_AUTHENTICATED, "invalid-token", "It is no token.");
            }
            if (parts.contains("banned")) {
                throw new ProblemException(ErrorName.FORBIDDEN, "banned", "There is no socket for this one.");
            }
            if (parts.contains("unreadable")) {
                throw new ProblemException(ErrorName.UNAVAILABLE, "away", "The keys are away.");
            }
            return new SocketIdentity(new Caller(parts.get(0), Set.copyOf(parts.subList(2, parts.size()))),
                    Optional.of(Instant.now().plusSeconds(Long.parseLong(parts.get(1)))));
        }
    }
}
