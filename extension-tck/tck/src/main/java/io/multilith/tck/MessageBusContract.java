package io.multilith.tck;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * What a {@link MessageBus} must do. Extend it and hand it two ends of a bus, connected and ready; both may be the same
 * object when the bus does not leave the process.
 *
 * @since 0.1
 */
public abstract class MessageBusContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int CREDIT = 10;
    private static final int MANY = 200;

    private final String name = UUID.randomUUID().toString().substring(0, 8);

    /**
     * The end that sends and asks.
     *
     * @return connected
     */
    protected abstract MessageBus sender();

    /**
     * The end that receives and answers.
     *
     * @return connected
     */
    protected abstract MessageBus receiver();

    /**
     * An address at which the receiving end is known to answer questions.
     *
     * @return for example {@code rpc.contract}; nobody receives there before a test does
     */
    protected abstract String questionAddress();

    @Test
    void carries_a_message_as_it_is() throws Exception {
        var inbox = Inbox.accepting(receiver(), queue());
        var sent = Message.toQueue(queueAddress(), "{\"a\":\"ü\"}").withSubject("greet").withMessageId("id-1")
                .withReplyTo("back", "c-1").withGroup("g").withTimeToLive(Duration.ofMinutes(1))
                .withHeaders(Map.of("text", "x", "number", 7L, "truth", true));

        finish(sender().send(sent));

        var got = inbox.awaitCount(1).received().get(0).message();
        assertThat(got.address()).isEqualTo(queueAddress());
        assertThat(got.body()).isEqualTo(sent.body());
        assertThat(got.properties().subject()).contains("greet");
        assertThat(got.properties().messageId()).contains("id-1");
        assertThat(got.properties().correlationId()).contains("c-1");
        assertThat(got.properties().replyTo()).contains("back");
        assertThat(got.properties().contentType()).contains("application/json");
        assertThat(got.properties().group()).contains("g");
        assertThat(got.headers()).containsEntry("text", "x").containsEntry("number", 7L).containsEntry("truth", true);
        assertThat(got.timeToLive()).hasValueSatisfying(ttl -> assertThat(ttl).isBetween(Duration.ofSeconds(30),
                Duration.ofMinutes(1)));
    }

    @Test
    void hands_each_message_of_a_queue_to_one_receiver() throws Exception {
        var first = Inbox.accepting(receiver(), queue());
        var second = Inbox.accepting(receiver(), queue());
        settleDown();

        sendToQueue(100);

        awaitTogether(100, first, second);
        assertThat(together(first, second)).doesNotHaveDuplicates();
        assertThat(first.bodies()).isNotEmpty();
        assertThat(second.bodies()).isNotEmpty();
    }

    @Test
    void hands_a_copy_of_each_message_of_a_topic_to_every_receiver() throws Exception {
        var first = Inbox.accepting(receiver(), MessageSource.topic(topicAddress(), CREDIT));
        var second = Inbox.accepting(receiver(), MessageSource.topic(topicAddress(), CREDIT));
        awaitSubscribed(first, second);

        sendToTopic("1", "2", "3");

        await().atMost(Timeouts.of(PATIENCE)).untilAsserted(() -> {
            assertThat(first.bodies()).endsWith("1", "2", "3");
            assertThat(second.bodies()).endsWith("1", "2", "3");
        });
    }

    @Test
    void shares_a_durable_subscription_among_its_receivers_and_copies_to_others() throws Exception {
        var first = Inbox.accepting(receiver(), subscription("shared"));
        var second = Inbox.accepting(receiver(), subscription("shared"));
        var other = Inbox.accepting(receiver(), subscription("other"));
        settleDown();

        for (var i = 0; i < 100; i++) {
            finish(sender().send(Message.toTopic(topicAddress(), "" + i).asDurable()));
        }

        awaitTogether(100, first, second);
        other.awaitCount(100);
        assertThat(together(first, second)).doesNotHaveDuplicates();
        assertThat(other.bodies()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void keeps_what_a_durable_subscription_gets_while_nobody_receives() throws Exception {
        var gone = Inbox.accepting(receiver(), subscription("kept"));
        settleDown();
        gone.stop();
        settleDown();

        for (var body : List.of("1", "2", "3")) {
            finish(sender().send(Message.toTopic(topicAddress(), body).asDurable()));
        }

        var back = Inbox.accepting(receiver(), subscription("kept")).awaitCount(3);
        assertThat(back.bodies()).containsExactly("1", "2", "3");
        assertThat(gone.bodies()).isEmpty();
    }

    @Test
    void keeps_what_is_sent_to_a_provided_queue_before_anybody_receives() throws Exception {
        receiver().provideQueue(queueAddress());
        settleDown();

        finish(sender().send(Message.toQueue(queueAddress(), "1").asDurable()));

        assertThat(Inbox.accepting(receiver(), queue()).awaitCount(1).bodies()).containsExactly("1");
    }

    @Test
    void hands_a_released_message_out_again() throws Exception {
        var inbox = Inbox.holding(receiver(), queue());
        sendToQueue(1);

        inbox.awaitCount(1).received().get(0).release();

        inbox.awaitCount(2);
        assertThat(inbox.bodies()).containsExactly("0", "0");
        inbox.received().get(1).accept();
    }

    @Test
    void hands_released_messages_out_again_in_their_order_and_uncounted() throws Exception {
        var inbox = Inbox.holding(receiver(), subscription("again"));
        settleDown();
        for (var body : List.of("1", "2", "3", "4")) {
            finish(sender().send(Message.toTopic(topicAddress(), body).asDurable().withGroup("g")));
        }
        inbox.awaitCount(4);

        inbox.stop();
        inbox.received().get(0).accept();
        inbox.received().subList(1, 4).forEach(ReceivedMessage::release);

        var next = Inbox.accepting(receiver(), subscription("again")).awaitCount(3);
        assertThat(next.bodies()).containsExactly("2", "3", "4");
        assertThat(next.received()).allSatisfy(message -> {
            assertThat(message.deliveryCount()).isZero();
            assertThat(message.isHeld()).isTrue();
        });
    }

    @Test
    void hands_the_messages_of_a_group_to_no_other_receiver_while_one_has_some_of_them() throws Exception {
        var first = Inbox.holding(receiver(), subscription("held"));
        settleDown();
        finish(sender().send(Message.toTopic(topicAddress(), "1").asDurable().withGroup("g")));
        first.awaitCount(1);
        first.stop();
        var second = Inbox.accepting(receiver(), subscription("held"));
        settleDown();

        finish(sender().send(Message.toTopic(topicAddress(), "2").asDurable().withGroup("g")));

        await().during(QUIET).atMost(Timeouts.of(PATIENCE)).until(() -> second.received().isEmpty());
        first.received().get(0).accept();
        assertThat(second.awaitCount(1).bodies()).containsExactly("2");
    }

    @Test
    void hands_messages_of_higher_priority_out_first() throws Exception {
        receiver().provideQueue(queueAddress());
        settleDown();
        for (var level : List.of(4, 1, 9, 4, 9)) {
            finish(sender().send(Message.toQueue(queueAddress(), "" + level).asDurable().withPriority(level)));
        }

        var inbox = Inbox.accepting(receiver(), queue()).awaitCount(5);

        assertThat(inbox.bodies()).containsExactly("9", "9", "4", "4", "1");
        assertThat(inbox.received()).extracting(received -> received.message().priority()).containsExactly(9, 9, 4, 4,
                1);
    }

    @Test
    void shows_the_messages_of_a_queue_and_leaves_them_there() throws Exception {
        assertThat(finish(sender().browse(queueAddress(), Map.of(), 10))).isEmpty();
        for (var colour : List.of("red", "blue", "red", "it's")) {
            finish(sender().send(coloured(colour)));
        }

        assertThat(colours(finish(sender().browse(queueAddress(), Map.of(), 10)))).containsExactly("red", "blue",
                "red", "it's");
        assertThat(colours(finish(sender().browse(queueAddress(), Map.of(), 2)))).containsExactly("red", "blue");
        assertThat(finish(sender().browse(queueAddress(), Map.of("the-colour", "red"), 10))).hasSize(2);
        assertThat(finish(sender().browse(queueAddress(), Map.of("the-colour", "it's"), 10))).hasSize(1);
        assertThat(finish(sender().browse(queueAddress(), Map.of("the-colour", "green"), 10))).isEmpty();
        assertThat(Inbox.accepting(receiver(), queue()).awaitCount(4).received()).hasSize(4);
    }

    @Test
    void shows_no_more_of_a_body_than_is_wanted_and_leaves_it_whole() throws Exception {
        finish(sender().send(Message.toQueue(queueAddress(), "\"long\"").asDurable()));

        assertThat(bodies(finish(sender().browse(queueAddress(), Map.of(), 10, 3)))).containsExactly("\"lo");
        assertThat(bodies(finish(sender().browse(queueAddress(), Map.of(), 10, 0)))).containsExactly("");
        assertThat(bodies(finish(sender().browse(queueAddress(), Map.of(), 10, 6)))).containsExactly("\"long\"");
        var inbox = Inbox.accepting(receiver(), queue()).awaitCount(1);
        assertThat(Inbox.body(inbox.received().get(0))).isEqualTo("\"long\"");
    }

    private static List<String> bodies(List<Message> messages) {
        return messages.stream().map(message -> new String(message.body(), StandardCharsets.UTF_8)).toList();
    }

    @Test
    void takes_one_message_by_a_header_and_back_to_its_place() throws Exception {
        receiver().provideQueue(queueAddress());
        settleDown();
        for (var colour : List.of("red", "blue", "green")) {
            finish(sender().send(coloured(colour)));
        }

        assertThat(finish(sender().take(queueAddress(), Map.of("the-colour", "black")))).isEmpty();
        finish(sender().take(queueAddress(), Map.of("the-colour", "blue"))).orElseThrow().release();
        await().atMost(Timeouts.of(PATIENCE)).untilAsserted(() -> assertThat(
                colours(finish(sender().browse(queueAddress(), Map.of(), 10))))
                .containsExactly("red", "blue", "green"));
        finish(sender().take(queueAddress(), Map.of("the-colour", "blue"))).orElseThrow().accept();

        await().atMost(Timeouts.of(PATIENCE)).untilAsserted(() -> assertThat(
                colours(finish(sender().browse(queueAddress(), Map.of(), 10)))).containsExactly("red", "green"));
    }

    private Message coloured(String colour) {
        return Message.toQueue(queueAddress(), "{}").asDurable().withHeaders(Map.of("the-colour", colour));
    }

    private static List<String> colours(List<Message> messages) {
        return messages.stream().map(message -> message.header("the-colour").orElseThrow()).toList();
    }

    @Test
    void takes_messages_one_right_after_the_other_and_misses_none() throws Exception {
        receiver().provideQueue(queueAddress());
        for (var i = 0; i < MANY; i++) {
            finish(sender().send(coloured("shade-" + i)));
        }

        for (var i = 0; i < MANY; i++) {
            var taken = finish(receiver().take(queueAddress(), Map.of("the-colour", "shade-" + i)));

            assertThat(taken).describedAs("message %d", i).isPresent();
            taken.get().accept();
        }
    }

    @Test
    void hands_out_no_more_than_there_is_credit_for() throws Exception {
        var inbox = Inbox.holding(receiver(), MessageSource.queue(queueAddress(), 2));

        sendToQueue(5);

        inbox.awaitCount(2);
        await().during(QUIET).atMost(Timeouts.of(PATIENCE)).until(() -> inbox.received().size() == 2);
        inbox.received().get(0).accept();
        inbox.awaitCount(3);
    }

    @Test
    void leaves_messages_that_come_while_it_stops_to_another_receiver() throws Exception {
        var stopped = Inbox.accepting(receiver(), queue());
        var other = Inbox.accepting(receiver(), queue());
        settleDown();

        for (var i = 0; i < MANY; i++) {
            sender().send(Message.toQueue(queueAddress(), "" + i));
            if (i == MANY / 2) {
                stopped.stop();
            }
        }

        await().atMost(Timeouts.of(PATIENCE))
                .until(() -> stopped.received().size() + other.received().size() == MANY);
    }

    @Test
    void takes_no_more_after_a_stop_but_lets_settle_what_is_under_way() throws Exception {
        var stopped = Inbox.holding(receiver(), queue());
        sendToQueue(1);
        stopped.awaitCount(1);

        stopped.stop();
        settleDown();
        var next = Inbox.accepting(receiver(), queue());
        finish(sender().send(Message.toQueue(queueAddress(), "later")));
        stopped.received().get(0).accept();

        next.awaitCount(1);
        await().during(QUIET).atMost(Timeouts.of(PATIENCE)).until(() -> next.received().size() == 1);
        assertThat(next.bodies()).containsExactly("later");
        assertThat(stopped.bodies()).containsExactly("0");
    }

    @Test
    void hands_the_messages_of_a_group_out_in_order_and_to_one_receiver() throws Exception {
        var first = Inbox.accepting(receiver(), subscription("ordered"));
        var second = Inbox.accepting(receiver(), subscription("ordered"));
        settleDown();

        for (var i = 0; i < 60; i++) {
            var group = "g" + i % 6;
            finish(sender().send(Message.toTopic(topicAddress(), group + "-" + i).asDurable().withGroup(group)));
        }

        awaitTogether(60, first, second);
        for (var group : List.of("g0", "g1", "g2", "g3", "g4", "g5")) {
            var numbers = IntStream.range(0, 60).filter(i -> group.equals("g" + i % 6)).mapToObj(i -> group + "-" + i)
                    .toList();
            assertThat(List.of(ofGroup(first, group), ofGroup(second, group)))
                    .containsExactlyInAnyOrder(numbers, List.of());
        }
    }

    @Test
    void drops_a_message_whose_time_is_over_before_anybody_receives_it() throws Exception {
        receiver().provideQueue(queueAddress());
        settleDown();
        finish(sender().send(Message.toQueue(queueAddress(), "late").withTimeToLive(Duration.ofMillis(50))));
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);

        finish(sender().send(Message.toQueue(queueAddress(), "fresh")));

        assertThat(Inbox.accepting(receiver(), queue()).awaitCount(1).bodies()).containsExactly("fresh");
    }

    @Test
    void brings_the_answer_to_who_asked() throws Exception {
        var server = receiver().receive(MessageSource.queue(questionAddress(), CREDIT), received -> {
            received.accept();
            receiver().send(Message.answer(received.message(), "re: " + Inbox.body(received)));
        });
        try {
            settleDown();
            var answers = new ArrayList<CompletionStage<Message>>();
            for (var i = 0; i < 20; i++) {
                answers.add(sender().request(Message.toQueue(questionAddress(), "" + i), soon()));
            }

            for (var i = 0; i < 20; i++) {
                assertThat(finish(answers.get(i)).body()).asString().isEqualTo("re: " + i);
            }
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("correlationIds")
    void echoes_a_correlation_id_of_any_type_to_an_address_of_the_askers_own(Object id) throws Exception {
        var server = receiver().receive(MessageSource.queue(questionAddress(), CREDIT), received -> {
            received.accept();
            receiver().send(Message.answer(received.message(), "{}"));
        });
        try {
            sender().provideQueue(queueAddress());
            var answers = Inbox.accepting(sender(), queue());
            settleDown();

            finish(sender().send(Message.toQueue(questionAddress(), "1").withReplyTo(queueAddress(), id)));

            assertThat(answers.awaitCount(1).received().get(0).message().properties().correlationId()).contains(id);
        } finally {
            server.stop();
        }
    }

    @Test
    void fails_a_question_at_its_deadline() throws Exception {
        var server = receiver().receive(MessageSource.queue(questionAddress(), CREDIT), ReceivedMessage::accept);
        try {
            settleDown();
            var begin = Instant.now();

            var failure = fault(sender().request(Message.toQueue(questionAddress(), "1"), begin.plusMillis(500)));

            assertThat(failure).isInstanceOf(MessagingException.NoAnswer.class)
                    .hasMessageContaining(questionAddress());
            assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofMillis(500),
                    Duration.ofMillis(750));
        } finally {
            server.stop();
        }
    }

    @Test
    void fails_a_question_fast_when_nobody_receives() throws Exception {
        var begin = Instant.now();

        var failure = fault(sender().request(Message.toQueue("rpc.nobody-" + name, "1"), soon()));

        assertThat(failure).isInstanceOfSatisfying(MessagingException.NoReceiver.class,
                nobody -> assertThat(nobody.known()).isFalse()).hasMessageContaining("rpc.nobody-" + name);
        assertThat(Duration.between(begin, Instant.now())).isLessThanOrEqualTo(Timeouts.of(Duration.ofSeconds(1)));
    }

    static List<Object> correlationIds() {
        return List.of("text", 42L, UUID.fromString("9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"));
    }

    private String queueAddress() {
        return "contract.queue." + name;
    }

    private String topicAddress() {
        return "events.contract-" + name;
    }

    private MessageSource queue() {
        return MessageSource.queue(queueAddress(), CREDIT);
    }

    private MessageSource subscription(String subscription) {
        return MessageSource.subscription(topicAddress(), subscription + "-" + name, CREDIT);
    }

    private void sendToQueue(int messages) throws Exception {
        for (var i = 0; i < messages; i++) {
            finish(sender().send(Message.toQueue(queueAddress(), "" + i)));
        }
    }

    private void sendToTopic(String... bodies) throws Exception {
        for (var body : bodies) {
            finish(sender().send(Message.toTopic(topicAddress(), body)));
        }
    }

    /** A topic tells nobody who subscribed, so one asks until all answer. */
    private void awaitSubscribed(Inbox... inboxes) {
        await().atMost(Timeouts.of(PATIENCE)).until(() -> {
            sendToTopic("hello");
            return List.of(inboxes).stream().noneMatch(inbox -> inbox.bodies().isEmpty());
        });
        settleDown();
    }

    /** Receivers attach behind the scenes, on an event loop; nothing says when. */
    private static void settleDown() {
        await().pollDelay(QUIET).atMost(Timeouts.of(PATIENCE)).until(() -> true);
    }

    private static void awaitTogether(int count, Inbox first, Inbox second) {
        await().atMost(Timeouts.of(PATIENCE)).untilAsserted(() -> assertThat(together(first, second)).hasSize(count));
    }

    private static List<String> together(Inbox first, Inbox second) {
        var all = new ArrayList<>(first.bodies());
        all.addAll(second.bodies());
        return all;
    }

    private static List<String> ofGroup(Inbox inbox, String group) {
        return inbox.bodies().stream().filter(body -> body.startsWith(group + "-")).toList();
    }

    private static Instant soon() {
        return Instant.now().plus(PATIENCE);
    }

    private static <T> T finish(CompletionStage<T> stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(Timeouts.of(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Throwable fault(CompletionStage<?> stage) {
        return catchThrowableOfType(ExecutionException.class, () -> finish(stage)).getCause();
    }
}
