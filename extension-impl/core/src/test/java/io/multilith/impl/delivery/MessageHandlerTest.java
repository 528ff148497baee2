package io.multilith.impl.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.MessageFeed;
import io.multilith.delivery.RetryRule;
import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.concurrent.Recent;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a handler does with each message, on a bus and with workers that the test plays. */
class MessageHandlerTest {
    private static final String FEED = "letters";

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @RegisterExtension
    final LogRecords log = new LogRecords();

    private final RecordingBus bus = new RecordingBus();
    private final PlayedWorkers workers = new PlayedWorkers();
    private final SuspectsUnderWay underWay = new SuspectsUnderWay();
    private WeldContainer container;
    private Supplier<MessageHandler> made;
    private MessageHandler handler;

    @BeforeEach
    void start() {
        container = new Weld().disableDiscovery().addBeanClasses(Settings.class, WorkerThreads.class, JsonCodec.class)
                .initialize();
        handleBy("deliver", container.select(JsonCodec.class).get());
    }

    private void handleBy(String name, JsonCodec json) {
        AnnotatedType<Postman> type = container.getBeanManager().createAnnotatedType(Postman.class);
        AnnotatedMethod<? super Postman> called = type.getMethods().stream()
                .filter(method -> method.getJavaMember().getName().equals(name)).findFirst().orElseThrow();
        var method = new ServiceMethod("postman", called);
        var target = new Delivery.Target(method, new RetryRule(2, Duration.ofMillis(20)),
                new Recent<>(Duration.ofHours(1), 10, Clock.systemUTC()), new LetterMask(method, json), workers, bus);
        var feed = new MessageFeed(MessageSource.queue(FEED, 10),
                message -> new MessageCall(message.properties().group().orElseThrow(),
                        message.properties().messageId().map(Object::toString),
                        Arguments.of(new String(message.body(), StandardCharsets.UTF_8)), CallContext.root("1")));
        made = () -> new MessageHandler(List.of(feed), target, 100, container.select(WorkerThreads.class).get(),
                underWay);
        startAnew();
    }

    /** As in a process that knows nothing of the one before. */
    private void startAnew() {
        handler = made.get();
        handler.start();
    }

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void provides_the_dead_letters_and_receives_what_is_to_be_tried_again() {
        assertThat(bus.provided).containsExactly("dlq.postman.deliver");
        assertThat(bus.handlers.keySet()).containsExactlyInAnyOrder(FEED, "retry.postman.deliver");
    }

    @Test
    void accepts_what_has_succeeded_and_passes_over_what_comes_again() {
        var first = deliver("a", 0);
        workers.returned();
        var second = deliver("a", 0);

        assertThat(first.happened).containsExactly("accepted");
        assertThat(second.happened).containsExactly("accepted");
        assertThat(workers.ran).hasSize(1);
    }

    @Test
    void runs_a_copy_that_waited_for_the_first_when_that_has_failed() {
        deliver("a", 0);
        var second = deliver("a", 0);
        workers.refused("expected-failure");

        workers.returned();

        assertThat(workers.ran).hasSize(2);
        assertThat(second.happened).containsExactly("accepted");
    }

    @Test
    void buries_what_is_expected_to_fail_at_once_with_a_warning() {
        var received = deliver("a", 0);

        workers.refused("expected-failure");

        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.sent).singleElement().satisfies(letter -> {
            assertThat(letter.address()).isEqualTo("dlq.postman.deliver");
            assertThat(letter.durable()).isTrue();
            assertThat(letter.headers()).containsEntry("multilith-handler", "postman.deliver")
                    .containsEntry("multilith-origin", FEED).containsEntry("multilith-attempts", 1)
                    .containsEntry("multilith-reason", "expected-failure: no").containsKeys("multilith-letter-id",
                            "multilith-buried");
            assertThat(Instant.parse(letter.header("multilith-buried").orElseThrow())).isBefore(Instant.now());
        });
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("WARN").contains("ML0430",
                "postman.deliver", "dlq.postman.deliver", "expected-failure"));
    }

    @Test
    void waits_for_a_worker_without_counting_it_as_an_attempt() {
        deliver("a", 0);
        for (var i = 0; i < 5; i++) {
            var before = workers.ran.size();
            workers.refused("overloaded");
            await().until(() -> workers.ran.size() == before + 1);
        }

        assertThat(bus.sent).isEmpty();
        assertThat(workers.attempts).containsOnly(new Attempt(1, 2));
    }

    @Test
    void says_in_a_warning_where_it_goes_after_the_last_attempt_as_the_failure_is_told_by_the_workers() {
        var received = deliver("a", 0);
        workers.failed();
        await().until(() -> workers.ran.size() == 2);

        workers.failed();

        assertThat(received.happened).containsExactly("accepted");
        assertThat(workers.attempts).containsExactly(new Attempt(1, 2), new Attempt(2, 2));
        assertThat(log.lines()).singleElement().asString().startsWith("WARN").contains("ML0403", "after 2 attempts",
                "error-7");
    }

    @Test
    void runs_what_was_handed_out_too_often_with_its_letter_sent_first_and_torn_up_afterwards() {
        var received = deliver("a", 2);

        assertThat(workers.ran).hasSize(1);
        assertThat(bus.letters).singleElement().satisfies(letter -> {
            assertThat(letter.address()).isEqualTo("dlq.postman.deliver");
            assertThat(letter.header("multilith-reason").orElseThrow()).startsWith("process-ended: ML0432")
                    .contains("2 times");
        });
        assertThat(received.happened).isEmpty();

        workers.returned();

        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.letters).isEmpty();
    }

    @Test
    void runs_suspects_one_after_the_other() {
        deliver("a", "g", 2);
        deliver("b", "h", 2);
        deliver("c", "i", 0);

        assertThat(workers.ran).hasSize(2);
        workers.returned();

        assertThat(workers.ran).hasSize(3);
    }

    @Test
    void buries_unrun_what_has_ended_the_process_that_sent_its_letter() {
        deliver("a", 2);
        startAnew();

        var again = deliver("a", 3);

        assertThat(workers.ran).hasSize(1);
        assertThat(again.happened).containsExactly("accepted");
        assertThat(bus.letters).hasSize(1);
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR").contains("ML0403",
                bus.letters.get(0).header("multilith-error-id").orElseThrow()));
    }

    @Test
    void runs_a_suspect_again_that_was_lost_with_the_connection_and_not_with_the_process() {
        var lost = deliver("a", 2);
        lost.held = false;
        var again = deliver("a", 3);
        workers.failed();

        await().until(() -> workers.ran.size() == 2);
        workers.returned();

        assertThat(lost.happened).isEmpty();
        assertThat(again.happened).containsExactly("accepted");
        assertThat(bus.letters).isEmpty();
    }

    @Test
    void keeps_the_letter_of_a_suspect_that_has_failed_and_not_the_one_sent_first() {
        deliver("a", 2);

        workers.refused("expected-failure");

        assertThat(bus.letters).singleElement().satisfies(letter -> assertThat(letter.header("multilith-reason"))
                .contains("expected-failure: no"));
    }

    @Test
    void does_not_run_a_suspect_before_its_letter_is_safe() {
        bus.faults.set(2);

        deliver("a", 2);

        assertThat(workers.ran).isEmpty();
        await().until(() -> workers.ran.size() == 1);
        assertThat(bus.letters).hasSize(1);
        assertThat(log.lines()).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith("WARN").contains("ML0404")
                .endsWith(": away").doesNotContain("Exception"));
    }

    @Test
    void runs_a_suspect_whose_letter_is_there_although_its_sending_failed() {
        bus.faultsOnceStored.set(1);

        var received = deliver("a", 2);

        assertThat(workers.ran).isEmpty();
        await().until(() -> workers.ran.size() == 1);
        workers.returned();
        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.letters).isEmpty();
    }

    @Test
    void tears_up_the_letter_of_a_suspect_that_was_lost_before_it_could_run() {
        bus.faultsOnceStored.set(1);

        var received = deliver("a", 2);
        received.held = false;

        await().untilAsserted(() -> assertThat(bus.letters).isEmpty());
        assertThat(bus.sent).hasSize(1);
        assertThat(workers.ran).isEmpty();
    }

    @Test
    void does_not_wait_for_the_broker_when_a_letter_cannot_be_made() {
        handleBy("hide", null);

        var received = deliver("a", 2);

        assertThat(log.lines()).singleElement().asString().startsWith("ERROR").contains("ML0433");
        assertThat(received.happened).isEmpty();
        assertThat(workers.ran).isEmpty();
    }

    @Test
    void keeps_what_another_process_buried_when_the_first_ends_its_run_after_all() {
        deliver("a", 2);
        startAnew();
        var again = deliver("a", 3);

        workers.returned();

        assertThat(again.happened).containsExactly("accepted");
        assertThat(bus.letters).hasSize(1);
    }

    @Test
    void runs_what_only_looks_like_the_one_that_ended_the_process_and_loses_neither() {
        deliverNameless("x");
        startAnew();

        var twin = deliverNameless("x");
        var again = deliverNameless("x");

        assertThat(twin.happened).containsExactly("accepted");
        assertThat(again.happened).isEmpty();
        assertThat(workers.ran).hasSize(2);
        assertThat(letterIds(bus.letters)).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void knows_a_message_without_identity_by_what_may_be_shown_of_it() {
        handleBy("hide", container.select(JsonCodec.class).get());
        for (var body : List.of("\"secret\"", "\"other\"")) {
            deliverNameless(body);
            workers.returned();
        }
        deliver("a", 2);
        workers.returned();
        deliver("b", 2);

        var ids = letterIds(bus.sent);
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(ids.subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void tears_a_letter_up_as_soon_as_the_broker_lets_it() {
        var received = deliver("a", 2);
        bus.faults.set(1);

        workers.returned();

        assertThat(received.happened).containsExactly("accepted");
        await().untilAsserted(() -> assertThat(bus.letters).isEmpty());
    }

    @Test
    void looks_again_for_a_letter_that_the_broker_has_overlooked() {
        deliver("a", 2);
        bus.overlooked.set(1);

        workers.returned();

        await().untilAsserted(() -> assertThat(bus.letters).isEmpty());
    }

    @Test
    void gives_back_a_suspect_only_without_its_letter() {
        var received = deliver("a", 2);
        handler.stop();
        bus.taking = new CompletableFuture<>();

        workers.failed();

        assertThat(bus.letters).hasSize(1);
        assertThat(received.happened).isEmpty();
        bus.taking.complete(null);
        assertThat(bus.letters).isEmpty();
        assertThat(received.happened).containsExactly("released");
    }

    @Test
    void lets_a_stop_wait_until_no_letter_of_a_suspect_is_left() {
        deliver("a", 2);
        handler.stop();
        bus.taking = new CompletableFuture<>();
        workers.failed();

        var left = CompletableFuture.supplyAsync(() -> {
            underWay.await(Duration.ofMinutes(1));
            return bus.letters.size();
        });

        await().during(Duration.ofMillis(200)).until(() -> !left.isDone());
        bus.taking.complete(null);
        assertThat(left).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(0);
    }

    @Test
    void does_not_let_a_stop_wait_for_ever() {
        deliver("a", 2);
        bus.taking = new CompletableFuture<>();
        workers.returned();

        underWay.await(Duration.ofMillis(50));

        assertThat(bus.letters).hasSize(1);
    }

    @Test
    void tries_more_than_once_to_tear_a_letter_up_at_a_stop() {
        var received = deliver("a", 2);
        handler.stop();
        bus.faults.set(1);

        workers.failed();

        assertThat(bus.letters).isEmpty();
        assertThat(received.happened).containsExactly("released");
    }

    @Test
    void gives_back_a_suspect_with_its_letter_rather_than_never_and_runs_it_after_the_next_start() {
        var received = deliver("a", 2);
        handler.stop();
        bus.faults.set(100);
        workers.failed();
        bus.faults.set(0);

        handler.start();
        var again = deliver("a", 2);

        assertThat(received.happened).containsExactly("released");
        assertThat(workers.ran).hasSize(2);
        workers.returned();
        assertThat(again.happened).containsExactly("accepted");
        assertThat(bus.letters).isEmpty();
    }

    @Test
    void lets_go_what_was_lost_with_the_connection() {
        deliver("a", 0);
        var waiting = deliver("b", 0);
        waiting.held = false;
        var again = deliver("b", 0);

        workers.returned();

        assertThat(waiting.happened).isEmpty();
        workers.returned();
        assertThat(again.happened).containsExactly("accepted");
        assertThat(workers.ran).hasSize(2);
    }

    @Test
    void gives_back_at_a_stop_what_waits_and_what_rests_between_two_attempts() {
        var resting = deliver("a", 0);
        var waiting = deliver("b", 0);
        workers.failed();

        handler.stop();

        assertThat(resting.happened).containsExactly("released");
        assertThat(waiting.happened).containsExactly("released");
        assertThat(bus.stopped).isEqualTo(2);
    }

    @Test
    void buries_a_retried_letter_that_nobody_wants_any_more() {
        var letter = Letters.write(Message.toQueue("elsewhere", "x"), "postman.deliver", 1,
                ProblemDetail.of(ErrorName.CONFLICT, "test", "test"));
        var received = new PlayedMessage(letter, 0);

        bus.handlers.get("retry.postman.deliver").accept(received);

        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.sent).singleElement().satisfies(again -> {
            assertThat(again.header("multilith-reason").orElseThrow()).startsWith("unwanted");
            assertThat(again.header("multilith-origin")).contains("elsewhere");
        });
    }

    @Test
    void buries_what_its_reader_breaks_on() {
        var received = new PlayedMessage(Message.toQueue(FEED, "x"), 0);

        bus.handlers.get(FEED).accept(received);

        assertThat(received.happened).containsExactly("accepted");
        assertThat(bus.sent).singleElement().satisfies(letter -> assertThat(letter.header("multilith-reason"))
                .contains("malformed-message: The message cannot be read."));
        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR ML0434").contains("postman.deliver"));
    }

    @Test
    void keeps_nothing_that_a_stranger_says_of_letters() {
        var forged = Message.toQueue(FEED, "x").withMessageId("f").withGroup("g")
                .withHeaders(Map.of("multilith-masked", true, "multilith-error-id", "forged", "colour", "blue"));

        bus.handlers.get(FEED).accept(new PlayedMessage(forged, 0));
        workers.refused("expected-failure");

        assertThat(bus.sent).singleElement().satisfies(letter -> assertThat(letter.headers())
                .doesNotContainKeys("multilith-masked", "multilith-error-id").containsEntry("colour", "blue"));
    }

    private PlayedMessage deliver(String id, int deliveryCount) {
        return deliver(id, "g", deliveryCount);
    }

    private PlayedMessage deliver(String id, String group, int deliveryCount) {
        return deliver(Message.toQueue(FEED, "\"x\"").withMessageId(id).withGroup(group), deliveryCount);
    }

    private PlayedMessage deliverNameless(String body) {
        return deliver(Message.toQueue(FEED, body).withGroup("g"), 2);
    }

    private static List<String> letterIds(List<Message> letters) {
        return letters.stream().map(letter -> letter.header("multilith-letter-id").orElseThrow()).toList();
    }

    private PlayedMessage deliver(Message message, int deliveryCount) {
        var received = new PlayedMessage(message, deliveryCount);
        bus.handlers.get(FEED).accept(received);
        return received;
    }

    static class Postman {
        void deliver(String letter) {}

        void hide(@Sensitive String letter) {}
    }

    private static final class PlayedMessage implements ReceivedMessage {
        private final List<String> happened = new CopyOnWriteArrayList<>();
        private final Message message;
        private final int deliveryCount;
        private volatile boolean held = true;

        PlayedMessage(Message message, int deliveryCount) {
            this.message = message;
            this.deliveryCount = deliveryCount;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public boolean isHeld() {
            return held;
        }

        @Override
        public int deliveryCount() {
            return deliveryCount;
        }

        @Override
        public void accept() {
            happened.add("accepted");
        }

        @Override
        public void release() {
            happened.add("released");
        }
    }

    /** Ends calls as the test says, the oldest first. */
    private static final class PlayedWorkers implements Workers {
        private final List<Invocation> ran = new CopyOnWriteArrayList<>();
        private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<WorkerResult>> running = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<WorkerResult> run(Invocation invocation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<WorkerResult> run(Invocation invocation, Attempt attempt) {
            attempts.add(attempt);
            var result = new CompletableFuture<WorkerResult>();
            running.add(result);
            ran.add(invocation);
            return result;
        }

        void returned() {
            running.remove(0).complete(new WorkerResult.Returned(Optional.empty()));
        }

        void refused(String kind) {
            running.remove(0).complete(new WorkerResult.ExpectedFailure(
                    ProblemDetail.of(ErrorName.BAD_REQUEST, kind, "no"), Optional.empty()));
        }

        void failed() {
            running.remove(0).complete(new WorkerResult.Failed(
                    new ProblemDetail(ErrorName.GENERAL_ERROR, "general-error", "no", List.of(),
                            Optional.of("error-7"), Optional.empty()),
                    Optional.empty()));
        }

        @Override
        public CompletionStage<WorkerResult> runHere(Invocation invocation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<WorkerResult> runHere(Invocation invocation, Callable<?> body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Invocation> current() {
            return Optional.empty();
        }
    }

    private static final class RecordingBus implements MessageBus {
        private final Map<String, Consumer<ReceivedMessage>> handlers = new ConcurrentHashMap<>();
        private final List<Message> sent = new CopyOnWriteArrayList<>();
        private final List<Message> letters = new CopyOnWriteArrayList<>();
        private final AtomicInteger faults = new AtomicInteger();
        private final AtomicInteger faultsOnceStored = new AtomicInteger();
        private final AtomicInteger overlooked = new AtomicInteger();
        private volatile CompletableFuture<Void> taking = CompletableFuture.completedFuture(null);
        private final List<String> provided = new CopyOnWriteArrayList<>();
        private int stopped;

        @Override
        public CompletionStage<Void> send(Message message) {
            return answer(() -> {
                sent.add(message);
                letters.add(message);
                return null;
            }).thenCompose(stored -> isNext(faultsOnceStored) ? away() : CompletableFuture.completedStage(null));
        }

        /** Fails as often as it is told. */
        private <T> CompletionStage<T> answer(Supplier<T> answer) {
            return isNext(faults) ? away() : CompletableFuture.completedStage(answer.get());
        }

        private static boolean isNext(AtomicInteger count) {
            return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }

        private static <T> CompletionStage<T> away() {
            return CompletableFuture.failedStage(new MessagingException.BrokerUnavailable("away"));
        }

        private List<Message> letters(String address, Map<String, String> headers) {
            return letters.stream().filter(letter -> letter.address().equals(address)
                    && letter.headers().entrySet().containsAll(headers.entrySet())).toList();
        }

        @Override
        public MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> receiver) {
            handlers.put(source.address(), receiver);
            return () -> stopped++;
        }

        @Override
        public void provideQueue(String address) {
            provided.add(address);
        }

        @Override
        public CompletionStage<Message> request(Message message, Instant deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<Message>> browse(String address, Map<String, String> headers, int limit) {
            return answer(() -> letters(address, headers).stream().limit(limit).toList());
        }

        @Override
        public CompletionStage<Optional<ReceivedMessage>> take(String address, Map<String, String> headers) {
            return taking.thenCompose(begin -> answer(() -> isNext(overlooked)
                    ? Optional.empty()
                    : letters(address, headers).stream().findFirst().filter(letters::remove)
                            .map(letter -> new PlayedMessage(letter, 0))));
        }
    }
}
