package io.multilith.impl.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.Event;
import io.multilith.events.EventDispatcher;
import io.multilith.events.HandleEvent;
import io.multilith.events.Priority;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.ResourceRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Events from a dispatcher, or from any client, to the methods that handle them, over the in-process bus. */
@ExtendWith(WeldJunit5Extension.class)
class EventDeliveryTest {
    private static final int ATTEMPTS = 3;

    @RegisterExtension
    static final Configured CONFIGURED = Configured.with(
            Map.of("multilith.events.retry-delay", "PT0.05S", "multilith.events.attempts", "" + ATTEMPTS,
                    "multilith.billing.bill.concurrency", "1"));

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Journal.class, Billing.class, Stock.class, Shipping.class,
            PowerCollection.class);

    @Test
    void reaches_each_service_once() {
        dispatch("order.placed", new Order("apple", 3));

        await().untilAsserted(() -> assertThat(told()).containsExactlyInAnyOrder("billing apple 3", "stock apple 3"));
        await().during(Duration.ofMillis(200)).until(() -> told().size() == 2);
    }

    @Test
    void is_passed_over_when_of_another_type() {
        dispatch("order.placedX", new Order("pear", 1));
        dispatch("other.placed", new Order("pear", 1));
        dispatch("order.cancelled", "apple");

        await().untilAsserted(() -> assertThat(told()).contains("any order.cancelled"));
        assertThat(told()).containsExactlyInAnyOrder("any order.placedX", "any order.cancelled");
    }

    @Test
    void reaches_a_method_without_parameters() {
        dispatch("bell.rung", Map.of("loud", true));

        await().untilAsserted(() -> assertThat(told()).containsExactly("bell"));
    }

    @Test
    void reaches_a_method_of_a_generic_superclass_with_data_of_the_services_type() {
        dispatch("order.shipped", new Order("apple", 3));

        await().untilAsserted(() -> assertThat(told()).containsExactly("shipping apple 3 order.shipped"));
    }

    @Test
    void reaches_a_method_whose_parameter_a_service_makes_the_event() {
        dispatch("order.logged", new Order("apple", 3));

        await().untilAsserted(() -> assertThat(told()).containsExactly("logged order.logged"));
    }

    @Test
    void is_tried_again_until_it_is_handled() {
        journal().failNext(ATTEMPTS - 1);

        dispatch("order.checked", new Order("apple", 3));

        await().untilAsserted(() -> assertThat(told()).containsExactly("checked apple"));
        assertThat(journal().attempts()).isEqualTo(ATTEMPTS);
    }

    @Test
    void is_a_dead_letter_after_the_last_attempt() {
        var letters = deadLetters("dlq.billing.check");
        journal().failNext(Integer.MAX_VALUE);

        dispatch("order.checked", new Order("apple", 3));

        await().untilAsserted(() -> assertThat(letters).hasSize(1));
        var letter = letters.get(0);
        assertThat(journal().attempts()).isEqualTo(ATTEMPTS);
        assertThat(letter.durable()).isTrue();
        assertThat(letter.headers()).containsEntry("multilith-origin", "events.orders")
                .containsEntry("multilith-attempts", ATTEMPTS).containsKey("multilith-error-id")
                .containsEntry("cloudEvents:type", "order.checked");
        assertThat(letter.header("multilith-reason")).get().asString().startsWith("general-error");
        assertThat(letter.body()).asString().isEqualTo("{\"count\":3,\"item\":\"apple\"}");
    }

    @Test
    void is_a_dead_letter_at_once_when_its_data_do_not_fit() {
        var letters = deadLetters("dlq.billing.check");

        dispatch("order.checked", Map.of("item", 7));

        await().untilAsserted(() -> assertThat(letters).hasSize(1));
        assertThat(letters.get(0).headers()).containsEntry("multilith-attempts", 1);
        assertThat(letters.get(0).header("multilith-reason")).get().asString().startsWith("bad-arguments");
        assertThat(journal().attempts()).isZero();
    }

    @Test
    void is_a_dead_letter_at_once_when_it_cannot_be_read() {
        var letters = deadLetters("dlq.billing.check");

        bus().send(stranger("{", Map.of("cloudEvents:id", "1", "cloudEvents:type", "order.checked")));
        bus().send(stranger("{}", Map.of("cloudEvents:type", "order.checked")));
        bus().send(stranger("{}", Map.of("cloudEvents:id", "1", "cloudEvents:type", "order.checked",
                "cloudEvents:time", "yesterday")));
        dispatch("order.checked", new Order("apple", 3));

        await().untilAsserted(() -> assertThat(letters).hasSize(3));
        await().untilAsserted(() -> assertThat(told()).containsExactly("checked apple"));
    }

    @Test
    void is_kept_as_a_dead_letter_although_nobody_reads_them_yet() {
        dispatch("order.checked", Map.of("item", 7));
        dispatch("order.checked", new Order("apple", 3));
        await().untilAsserted(() -> assertThat(told()).containsExactly("checked apple"));

        var letters = deadLetters("dlq.billing.check");

        await().untilAsserted(() -> assertThat(letters).hasSize(1));
    }

    @Test
    void is_taken_from_a_client_that_writes_the_other_prefix() {
        bus().send(stranger("{\"item\":\"fig\",\"count\":1}",
                Map.of("cloudEvents_id", "1", "cloudEvents_type", "order.checked")));

        await().untilAsserted(() -> assertThat(told()).containsExactly("checked fig"));
    }

    @Test
    void waits_for_those_of_the_same_subject_and_for_no_others() {
        journal().failNext(2, "first");

        send("s", "order.checked", new Order("first", 1));
        await().until(() -> journal().attempts() >= 1);
        send("s", "order.checked", new Order("second", 1));
        send("t", "order.checked", new Order("other", 1));

        await().untilAsserted(() -> assertThat(told()).hasSize(3));
        assertThat(told()).containsSubsequence("checked first", "checked second");
        assertThat(told()).containsSubsequence("checked other", "checked first");
    }

    @Test
    void keeps_the_order_of_each_subject() {
        for (var i = 0; i < 300; i++) {
            send("s" + i % 3, "order.checked", new Order("s" + i % 3 + "-" + i, 1));
        }

        await().untilAsserted(() -> assertThat(told()).hasSize(300));
        for (var subject : List.of("s0", "s1", "s2")) {
            var ofSubject = told().stream().filter(entry -> entry.startsWith("checked " + subject)).toList();
            assertThat(ofSubject).isSortedAccordingTo((left, right) -> number(left) - number(right));
        }
    }

    @Test
    void is_made_of_each_change_of_a_collection() {
        var sent = new CopyOnWriteArrayList<Message>();
        bus().receive(MessageSource.topic("events.power", 10), received -> {
            sent.add(received.message());
            received.accept();
        });

        change("create", "{\"id\":\"a\",\"value\":1,\"note\":\"x\"}");
        change("patch", "{\"value\":2}");
        change("update", "{\"value\":3}");
        change("remove", null);

        await().untilAsserted(() -> assertThat(sent).hasSize(4));
        assertThat(sent).extracting(message -> message.header("cloudEvents:type").orElseThrow())
                .containsExactly("power.created", "power.patched", "power.replaced", "power.removed");
        assertThat(sent).extracting(message -> message.header("cloudEvents:sequence").orElseThrow()).containsExactly(
                "00000000000000000001", "00000000000000000002", "00000000000000000003", "00000000000000000004");
        assertThat(sent).allSatisfy(message -> {
            assertThat(message.durable()).isTrue();
            assertThat(message.properties().group()).contains("a");
            assertThat(message.header("cloudEvents:source")).contains("/power");
            assertThat(message.header("cloudEvents:subject")).contains("a");
            assertThat(message.header("cloudEvents:specversion")).contains("1.0");
            assertThat(message.header("cloudEvents:id").orElseThrow()).matches("[0-9a-f]+-[1-4]");
            assertThat(Instant.parse(message.header("cloudEvents:time").orElseThrow())).isBefore(Instant.now());
        });
        assertThat(sent.get(1).body()).asString().isEqualTo(
                "{\"resource\":{\"id\":\"a\",\"note\":\"x\",\"value\":2},\"patch\":{\"value\":2},\"version\":2}");
        assertThat(sent.get(3).body()).asString()
                .isEqualTo("{\"resource\":{\"id\":\"a\",\"value\":3},\"version\":4}");
    }

    @Test
    void of_a_collection_reaches_a_handler() {
        change("create", "{\"id\":\"a\",\"value\":1}");

        await().untilAsserted(() -> assertThat(told()).containsExactly("power a"));
    }

    @Test
    void is_not_taken_ahead_by_a_method_that_cannot_have_it_soon() {
        for (var i = 0; i < 15; i++) {
            dispatch("order.billed", new Order("apple", 1));
        }

        var left = new CopyOnWriteArrayList<ReceivedMessage>();
        bus().receive(MessageSource.subscription("events.orders", "billing.bill.orders", 100), left::add);

        assertThat(left).hasSize(5);
        journal().open();
    }

    private void dispatch(String type, Object data) {
        weld.select(EventDispatcher.class).get().from("orders").dispatch(type, data);
    }

    private void send(String subject, String type, Order order) {
        var data = Json.createObjectBuilder().add("item", order.item()).add("count", order.count()).build();
        weld.select(EventDispatcher.class).get().send(new Event(order.item(), "orders", type, Optional.of(subject),
                Instant.now(), data, Priority.NORMAL, Map.of()));
    }

    private void change(String operation, String data) {
        Optional<JsonValue> body = Optional.ofNullable(data)
                .map(text -> weld.select(io.multilith.impl.json.JsonCodec.class).get().parse(text));
        weld.select(ResourceDispatcher.class).get()
                .dispatch(body.map(ResourceRequest.of("power", operation, "a")::with)
                        .orElseGet(() -> ResourceRequest.of("power", operation, "a")));
    }

    private List<Message> deadLetters(String address) {
        var letters = new CopyOnWriteArrayList<Message>();
        bus().receive(MessageSource.queue(address, 10), received -> {
            letters.add(received.message());
            received.accept();
        });
        return letters;
    }

    private static Message stranger(String body, Map<String, Object> headers) {
        return new Message("events.orders", io.multilith.messaging.Routing.TOPIC,
                body.getBytes(StandardCharsets.UTF_8), false, Message.Properties.NONE, false,
                Message.NORMAL_PRIORITY, Optional.empty(),
                headers);
    }

    private static int number(String entry) {
        return Integer.parseInt(entry.replaceFirst(".*-", ""));
    }

    private MessageBus bus() {
        return weld.select(MessageBus.class).get();
    }

    private Journal journal() {
        return weld.select(Journal.class).get();
    }

    private List<String> told() {
        return journal().told();
    }

    public record Order(String item, int count) {}

    public record Power(String id, int value, String note) {}

    @ApplicationScoped
    static class Journal {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger attempts = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile String failing = "";

        List<String> told() {
            return told;
        }

        void pass() throws InterruptedException {
            gate.await();
        }

        void open() {
            gate.countDown();
        }

        void tell(String entry) {
            told.add(entry);
        }

        int attempts() {
            return attempts.get();
        }

        void failNext(int times) {
            failNext(times, "apple");
        }

        void failNext(int times, String item) {
            failing = item;
            failures.set(times);
        }

        void attempt(String item) {
            attempts.incrementAndGet();
            if (item.equals(failing) && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("not yet");
            }
        }
    }

    @ServiceEntrypoint("billing")
    static class Billing {
        @Inject
        Journal journal;

        @HandleEvent(source = "orders", type = "order.placed")
        void onOrder(Order order) {
            journal.tell("billing " + order.item() + " " + order.count());
        }

        @HandleEvent(source = "orders", type = "order.checked")
        void check(Order order) {
            journal.attempt(order.item());
            journal.tell("checked " + order.item());
        }

        @HandleEvent(source = "orders", type = "order.billed")
        void bill(Order order) throws InterruptedException {
            journal.pass();
        }

        @HandleEvent(source = "power", type = "power.created")
        void onPower(JsonObject data) {
            journal.tell("power " + data.getJsonObject("resource").getString("id"));
        }
    }

    @ServiceEntrypoint("stock")
    static class Stock {
        @Inject
        Journal journal;

        @Inject
        io.multilith.entrypoint.Workers workers;

        @HandleEvent(source = "orders", type = "order.placed")
        void onOrder(Order order) {
            journal.tell("stock " + order.item() + " " + order.count());
        }

        @HandleEvent(source = "orders", type = {"order.cancelled", "order.placedX"})
        void onOthers(JsonValue data) {
            journal.tell("any " + (data instanceof JsonObject ? "order.placedX" : "order.cancelled"));
        }

        @HandleEvent(source = "orders", type = "bell.*")
        void onBell() {
            journal.tell("bell");
        }
    }

    abstract static class Whole<D, E> {
        @Inject
        Journal journal;

        @HandleEvent(source = "orders", type = "order.shipped")
        void on(D data, Event event) {
            journal.tell(describe(data) + " " + event.type());
        }

        @HandleEvent(source = "orders", type = "order.logged")
        void log(E event) {
            journal.tell("logged " + describeEvent(event));
        }

        abstract String describe(D data);

        abstract String describeEvent(E event);
    }

    @ServiceEntrypoint("shipping")
    static class Shipping extends Whole<Order, Event> {
        @Override
        String describe(Order order) {
            return "shipping " + order.item() + " " + order.count();
        }

        @Override
        String describeEvent(Event event) {
            return event.type();
        }
    }

    @ResourceCollection("power")
    static class PowerCollection implements ResourceModel<Power> {}
}
