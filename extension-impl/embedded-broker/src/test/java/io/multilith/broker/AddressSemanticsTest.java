package io.multilith.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.QueueQueryResult;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an address of the wire contract means to any AMQP client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressSemanticsTest {

    private final int port = FreePort.choose();
    private ActiveMQServer server;
    private final BrokerLogs logs = new BrokerLogs();
    private Peer peer;
    private Peer other;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        logs.quieten();
        server = new ActiveMQServerImpl(new BrokerConfiguration(new BrokerSettings(port, directory)).toArtemis());
        server.start();
    }

    @AfterAll
    void stop() throws Exception {
        server.stop();
        logs.restore();
    }

    @BeforeEach
    void connect() {
        peer = new Peer(port, "node-1");
        other = new Peer(port, "node-2");
    }

    @AfterEach
    void disconnect() {
        peer.close();
        other.close();
    }

    @Nested
    class Rpc {

        @Test
        void each_request_reaches_exactly_one_of_two_receivers() throws Exception {
            var one = peer.receive("rpc.x", "queue");
            var two = other.receive("rpc.x", "queue");
            var sender = peer.sender("rpc.x", "queue");

            for (var i = 0; i < 10; i++) {
                peer.send(sender, AmqpMessage.create().withBody("call " + i));
            }

            settled(() -> assertThat(one.messages().size() + two.messages().size()).isEqualTo(10));
            assertThat(one.messages()).hasSize(5);
        }

        @Test
        void a_request_sent_before_there_is_a_receiver_waits_for_it() throws Exception {
            peer.send(peer.sender("rpc.early"), AmqpMessage.create().withBody("early"));

            assertThat(other.receive("rpc.early", "queue").body()).isEqualTo("early");
        }

        @Test
        void an_anonymous_sender_creates_the_queue_and_reaches_a_dynamic_reply_address() throws Exception {
            var replies = peer.replies();
            var anonymous = peer.anonymous();

            peer.send(anonymous, AmqpMessage.create().address("rpc.anon").replyTo(replies.receiver().address())
                    .correlationId("7").withBody("ask"));
            var request = other.receive("rpc.anon", "queue").next();
            other.send(other.anonymous(), AmqpMessage.create().address(request.replyTo())
                    .correlationId(request.correlationId()).withBody("answer"));

            var reply = replies.next();
            assertThat(reply.bodyAsString()).isEqualTo("answer");
            assertThat(reply.correlationId()).isEqualTo("7");
            assertThat(queue("rpc.anon").isExists()).isTrue();
        }

        @Test
        void a_reply_to_a_caller_that_left_is_accepted_and_kept_until_its_ttl() throws Exception {
            var replies = peer.replies();
            var address = replies.receiver().address();
            replies.close();
            settled(() -> assertThat(queue(address).isExists()).isFalse());

            other.send(other.anonymous(), AmqpMessage.create().address(address).withBody("too late"));

            assertThat(queue(address).isExists()).isTrue();
            assertThat(queue(address).getMessageCount()).isEqualTo(1);
            assertThat(queue(address).isAutoCreated()).isTrue();
        }

        @Test
        void a_request_past_its_ttl_is_not_delivered_but_kept_for_inspection() throws Exception {
            peer.send(peer.sender("rpc.ttl", "queue"), AmqpMessage.create().ttl(1).withBody("expired"));

            var inspection = other.receive("expired.broker", "queue");
            var receiver = other.receive("rpc.ttl", "queue");

            assertThat(inspection.body()).isEqualTo("expired");
            assertThat(receiver.messages()).isEmpty();
        }

        @Test
        void the_delivered_ttl_is_the_one_that_was_sent() throws Exception {
            var receiver = other.receive("rpc.ttl2", "queue");
            peer.send(peer.sender("rpc.ttl2", "queue"), AmqpMessage.create().ttl(60_000).withBody("in time"));

            var message = receiver.next();

            assertThat(message.ttl()).isBetween(1L, 60_000L);
            assertThat(message.unwrap().getExpiryTime()).isZero();
        }

        @Test
        void the_delivery_count_grows_with_each_failed_attempt_and_has_no_limit() throws Exception {
            var receiver = other.receive("rpc.count",
                    new AmqpReceiverOptions().addCapability("queue").setAutoAcknowledgement(false));
            peer.send("rpc.count", "queue", "poison");

            for (var attempt = 0; attempt < 20; attempt++) {
                var message = receiver.next();
                assertThat(message.deliveryCount()).isEqualTo(attempt);
                message.modified(true, false);
            }
            receiver.next().accepted();
        }

        /** Artemis closes a lost session in two ways that race, only one of which counts: the count is 0 or 1. */
        @Test
        void a_request_not_settled_before_the_connection_was_lost_is_delivered_again() throws Exception {
            peer.send("rpc.crash", "queue", "deadly");
            var lost = other.receive("rpc.crash",
                    new AmqpReceiverOptions().addCapability("queue").setAutoAcknowledgement(false));
            assertThat(lost.next().deliveryCount()).isZero();

            other.disconnect();

            var again = peer.receive("rpc.crash", "queue").next();
            assertThat(again.bodyAsString()).isEqualTo("deadly");
            assertThat(again.deliveryCount()).isBetween(0, 1);
        }

        @Test
        void a_rejected_request_goes_to_the_broker_s_dead_letters_at_once() throws Exception {
            var receiver = other.receive("rpc.reject",
                    new AmqpReceiverOptions().addCapability("queue").setAutoAcknowledgement(false));
            var dead = peer.receive("dlq.broker", "queue");
            peer.send("rpc.reject", "queue", "refused");

            receiver.next().rejected();

            assertThat(dead.body()).isEqualTo("refused");
        }

        @Test
        void one_group_stays_with_one_receiver() throws Exception {
            var one = peer.receive("rpc.group", "queue");
            var two = other.receive("rpc.group", "queue");
            var sender = peer.sender("rpc.group", "queue");

            for (var i = 0; i < 20; i++) {
                peer.send(sender, AmqpMessage.create().groupId("key-" + i % 4).withBody(String.valueOf(i)));
            }
            settled(() -> assertThat(one.messages().size() + two.messages().size()).isEqualTo(20));

            var groups = new HashSet<String>();
            one.messages().forEach(message -> groups.add(message.groupId()));
            assertThat(two.messages()).isNotEmpty().noneMatch(message -> groups.contains(message.groupId()));
            assertThat(one.messages()).isNotEmpty();
        }
    }

    @Nested
    class Events {

        @Test
        void an_event_reaches_every_subscriber() throws Exception {
            var one = peer.receive("events.x", "topic");
            var two = other.receive("events.x", "topic");

            peer.send("events.x", "topic", "happened");

            assertThat(one.body()).isEqualTo("happened");
            assertThat(two.body()).isEqualTo("happened");
        }

        @Test
        void an_address_without_capability_is_a_topic_too() throws Exception {
            var one = peer.receive("events.plain");
            var two = other.receive("events.plain");

            peer.send(peer.sender("events.plain"), AmqpMessage.create().withBody("happened"));

            assertThat(one.body()).isEqualTo("happened");
            assertThat(two.body()).isEqualTo("happened");
        }

        @Test
        void an_event_nobody_subscribed_to_is_accepted_and_gone() throws Exception {
            peer.send("events.unheard", "topic", "unheard");
            peer.send(peer.anonymous(), AmqpMessage.create().address("events.unheard").withBody("unheard"));
            var late = other.receive("events.unheard", "topic");

            peer.send("events.unheard", "topic", "heard");

            assertThat(late.body()).isEqualTo("heard");
        }

        @Test
        void a_queue_receiver_on_an_event_address_is_refused() {
            peer.receive("events.strict", "topic");

            assertThatThrownBy(() -> other.receive("events.strict", "queue"))
                    .hasMessageContaining("not configured for queue support");
        }
    }

    /** Durable, shared, global: the queue is named {@code <link name>:global}, whatever the container. */
    @Nested
    class SharedDurableSubscription {

        private static final String ADDRESS = "events.orders";

        @Test
        void two_nodes_share_it() throws Exception {
            var one = peer.receive(ADDRESS, pool("share"));
            var two = other.receive(ADDRESS, pool("share"));
            var sender = peer.sender(ADDRESS, "topic");

            for (var i = 0; i < 10; i++) {
                peer.send(sender, Peer.durable("event " + i));
            }

            settled(() -> assertThat(one.messages().size() + two.messages().size()).isEqualTo(10));
            assertThat(one.messages()).hasSize(5);
            assertThat(queue("share:global").isDurable()).isTrue();
            assertThat(queue("share:global").getConsumerCount()).isEqualTo(2);
        }

        @Test
        void two_receivers_of_one_connection_share_it_when_their_link_names_differ_behind_a_bar() throws Exception {
            peer.receive(ADDRESS, pool("bar|1"));
            peer.receive(ADDRESS, pool("bar|2"));

            assertThat(queue("bar:global").getConsumerCount()).isEqualTo(2);
        }

        @Test
        void it_keeps_events_while_nobody_is_connected() throws Exception {
            var before = new Peer(port, "node-before");
            before.receive(ADDRESS, pool("kept"));
            before.close();
            settled(() -> assertThat(queue("kept:global").getConsumerCount()).isZero());

            peer.send(ADDRESS, "topic", "meanwhile");

            assertThat(queue("kept:global").getMessageCount()).isEqualTo(1);
            assertThat(other.receive(ADDRESS, pool("kept")).body()).isEqualTo("meanwhile");
        }

        @Test
        void closing_the_vertx_receiver_detaches_and_keeps_it() throws Exception {
            peer.receive(ADDRESS, pool("detached")).close();
            settled(() -> assertThat(queue("detached:global").getConsumerCount()).isZero());

            peer.send(ADDRESS, "topic", "meanwhile");

            assertThat(other.receive(ADDRESS, pool("detached")).body()).isEqualTo("meanwhile");
        }

        @Test
        void closing_the_link_of_the_last_receiver_deletes_it() throws Exception {
            var one = peer.receive(ADDRESS, pool("closed"));
            var two = other.receive(ADDRESS, pool("closed"));

            peer.closeLink(one);
            settled(() -> assertThat(queue("closed:global").getConsumerCount()).isEqualTo(1));
            other.closeLink(two);

            settled(() -> assertThat(queue("closed:global").isExists()).isFalse());
        }

        @Test
        void an_event_not_settled_before_the_connection_was_lost_goes_to_another_node() throws Exception {
            var lost = new Peer(port, "node-lost");
            var inbox = lost.receive(ADDRESS, pool("lost").setAutoAcknowledgement(false));
            peer.send(ADDRESS, "topic", "deadly");
            assertThat(inbox.next().deliveryCount()).isZero();

            lost.disconnect();

            var again = other.receive(ADDRESS, pool("lost")).next();
            assertThat(again.bodyAsString()).isEqualTo("deadly");
            assertThat(again.deliveryCount()).isBetween(0, 1);
            lost.close();
        }

        @Test
        void one_group_stays_with_one_node() throws Exception {
            var one = peer.receive(ADDRESS, pool("groups"));
            var two = other.receive(ADDRESS, pool("groups"));
            var sender = peer.sender(ADDRESS, "topic");

            for (var i = 0; i < 20; i++) {
                peer.send(sender, Peer.durable(String.valueOf(i)).groupId("key-" + i % 4));
            }
            settled(() -> assertThat(one.messages().size() + two.messages().size()).isEqualTo(20));

            var groups = new HashSet<String>();
            one.messages().forEach(message -> groups.add(message.groupId()));
            assertThat(two.messages()).isNotEmpty().noneMatch(message -> groups.contains(message.groupId()));
        }

        /** More keys than buckets, which some keys therefore share: the order of each holds all the same. */
        @Test
        void the_order_of_each_of_many_groups_holds_in_their_buckets() throws Exception {
            var one = peer.receive(ADDRESS, pool("buckets"));
            var two = other.receive(ADDRESS, pool("buckets"));
            var sender = peer.sender(ADDRESS, "topic");
            assertThat(server.getAddressSettingsRepository().getMatch(ADDRESS).getDefaultGroupBuckets())
                    .isEqualTo(1_024);

            for (var i = 0; i < 4_000; i++) {
                sender.send(AmqpMessage.create().groupId("key-" + i % 2_000).withBody(String.valueOf(i)).build());
            }

            settled(() -> assertThat(one.messages().size() + two.messages().size()).isEqualTo(4_000));
            for (var inbox : List.of(one, two)) {
                var last = new HashMap<String, Integer>();
                inbox.messages().forEach(message -> assertThat(last.merge(message.groupId(),
                        Integer.valueOf(message.bodyAsString()), (before, now) -> before < now ? now : -1))
                        .isNotNegative());
                assertThat(last).isNotEmpty();
            }
            var groups = new HashSet<String>();
            one.messages().forEach(message -> groups.add(message.groupId()));
            assertThat(two.messages()).noneMatch(message -> groups.contains(message.groupId()));
        }

        @Test
        void a_second_copy_by_its_duplicate_id_is_accepted_and_dropped() throws Exception {
            var inbox = peer.receive(ADDRESS, pool("copies"));
            var sender = peer.sender(ADDRESS, "topic");

            for (var body : List.of("first", "second")) {
                peer.send(sender, Peer.durable(body)
                        .applicationProperties(new JsonObject().put("_AMQ_DUPL_ID", "id-1")));
            }
            peer.send(sender, Peer.durable("last"));

            settled(() -> assertThat(inbox.messages()).extracting(AmqpMessage::bodyAsString).containsExactly("first",
                    "last"));
        }

        @Test
        void a_queue_named_behind_the_address_is_shared_and_kept_too() throws Exception {
            var one = peer.receive("events.fqqn::billing.on-order", "topic");
            var two = other.receive("events.fqqn::billing.on-order", "topic");
            assertThat(queue("billing.on-order").getConsumerCount()).isEqualTo(2);
            assertThat(queue("billing.on-order").isDurable()).isTrue();
            one.close();
            other.closeLink(two);
            settled(() -> assertThat(queue("billing.on-order").getConsumerCount()).isZero());

            peer.send("events.fqqn", "topic", "meanwhile");

            assertThat(queue("billing.on-order").isAutoDelete()).isFalse();
            assertThat(other.receive("events.fqqn::billing.on-order", "topic").body()).isEqualTo("meanwhile");
        }

        private AmqpReceiverOptions pool(String name) {
            return new AmqpReceiverOptions().setLinkName(name).setDurable(true)
                    .setCapabilities(List.of("topic", "shared", "global"));
        }
    }

    @Nested
    class DeadLetters {

        @Test
        void attaching_a_sender_creates_the_queue_up_front() throws Exception {
            peer.sender("dlq.billing.on-order", "queue");

            assertThat(queue("dlq.billing.on-order").isExists()).isTrue();
            assertThat(queue("dlq.billing.on-order").isDurable()).isTrue();
            assertThat(queue("dlq.billing.on-order").isAutoDelete()).isFalse();
        }

        @Test
        void a_dead_letter_sent_through_an_anonymous_sender_is_stored() throws Exception {
            peer.send(peer.anonymous(),
                    AmqpMessage.create().durable(true).address("dlq.anon.handler").withBody("dead"));

            assertThat(queue("dlq.anon.handler").getMessageCount()).isEqualTo(1);
        }
    }

    @Nested
    class AnyOtherAddress {

        @Test
        void is_a_queue_and_sends_what_fails_ten_times_to_the_broker_s_dead_letters() throws Exception {
            var dead = peer.receive("dlq.broker", "queue");
            var receiver = other.receive("mine", new AmqpReceiverOptions().setAutoAcknowledgement(false));
            peer.send(peer.sender("mine"), Peer.durable("poison"));

            for (var attempt = 0; attempt < 10; attempt++) {
                receiver.next().modified(true, false);
            }

            assertThat(dead.body()).isEqualTo("poison");
        }
    }

    @Test
    void any_user_name_and_password_are_taken() {
        var vertx = Vertx.vertx();
        try {
            var options = new AmqpClientOptions().setHost("127.0.0.1").setPort(port).setUsername("me")
                    .setPassword("any");

            assertThat(Peer.await(AmqpClient.create(vertx, options).connect()).isDisconnected()).isFalse();
        } finally {
            Peer.await(vertx.close());
        }
    }

    @Nested
    class Notifications {

        @Test
        void tell_when_a_consumer_comes_and_goes() throws Exception {
            var notifications = peer.receive("activemq.notifications", "topic");

            other.receive("rpc.noticed", "queue").close();

            var types = new HashSet<String>();
            settled(() -> {
                notifications.messages().stream().map(AmqpMessage::applicationProperties)
                        .filter(properties -> "rpc.noticed".equals(properties.getString("_AMQ_Address")))
                        .forEach(properties -> types.add(properties.getString("_AMQ_NotifType") + " "
                                + properties.getInteger("_AMQ_ConsumerCount")));
                assertThat(types).contains("CONSUMER_CREATED 1", "CONSUMER_CLOSED 0");
            });
        }
    }

    private QueueQueryResult queue(String name) throws Exception {
        return server.queueQuery(SimpleString.of(name));
    }

    private static void settled(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
    }
}
