package io.multilith.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.multilith.events.EventDispatcher;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessagingException;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@MultilithTest(value = {Desk.Greeter.class, Desk.SlowCache.class, Desk.Mailer.class,
        Desk.Journal.class}, properties = "multilith.rpc.timeout=PT1S")
class FaultLabTest {
    @Inject
    @RemoteService("greeter")
    Desk.GreeterApi greeter;
    @Inject
    Desk.Journal journal;
    @Inject
    EventDispatcher events;
    @Inject
    EntrypointWaiter waiter;
    @Inject
    FaultLab lab;

    @Test
    void drops_a_question() {
        try (var lost = lab.drop(FaultLabTest::isQuestion)) {
            assertThatThrownBy(() -> greeter.greet("Matt")).isInstanceOf(RpcException.Timeout.class);
            assertThat(lost.count()).isEqualTo(1);
        }
        assertThat(greeter.greet("Matt")).isEqualTo("slowly Matt!");
    }

    @Test
    void drops_an_event() {
        var noted = waiter.expect("journal.note");
        try (var lost = lab.drop(FaultLabTest::isEvent)) {
            tell("lost");
            assertThat(lost.count()).isEqualTo(1);
        }
        tell("kept");

        noted.get();
        assertThat(journal.lines()).containsExactly("kept");
    }

    @Test
    void delays_a_question() {
        var begin = System.nanoTime();
        try (var late = lab.delay(Duration.ofMillis(200), FaultLabTest::isQuestion)) {
            assertThat(greeter.greet("Matt")).isEqualTo("slowly Matt!");
            assertThat(late.count()).isEqualTo(1);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void doubles_an_event() {
        var noted = waiter.expect("journal.note");
        try (var twice = lab.duplicate(FaultLabTest::isEvent)) {
            tell("again");
            assertThat(twice.count()).isEqualTo(1);
        }

        noted.get(2);
        assertThat(journal.lines()).containsExactly("again", "again");
    }

    @Test
    void doubles_a_question_that_is_answered_once() {
        var greeted = waiter.expect("greeter.greet");
        try (var twice = lab.duplicate(FaultLabTest::isQuestion)) {
            assertThat(greeter.greet("Matt")).isEqualTo("slowly Matt!");
            assertThat(twice.count()).isEqualTo(1);
        }

        greeted.get(2);
    }

    @Test
    void lets_an_event_overtake_another() {
        var noted = waiter.expect("journal.note");
        try (var mixed = lab.reorder(FaultLabTest::isEvent)) {
            var first = CompletableFuture.runAsync(() -> tell("first"));
            await().until(() -> mixed.count() == 1);
            tell("second");
            first.join();
            assertThat(mixed.count()).isEqualTo(2);
        }

        noted.get(2);
        assertThat(journal.lines()).isEqualTo(List.of("second", "first"));
    }

    @Test
    void lets_go_what_it_holds_when_it_ends() {
        var noted = waiter.expect("journal.note");
        var mixed = lab.reorder(FaultLabTest::isEvent);
        var held = CompletableFuture.runAsync(() -> tell("held"));
        await().until(() -> mixed.count() == 1);

        mixed.close();

        held.join();
        noted.get();
    }

    @Test
    void cuts_the_node_off() {
        try (var cut = lab.partition()) {
            assertThatThrownBy(() -> greeter.greet("Matt")).isInstanceOfAny(RpcException.class,
                    MessagingException.class, ProblemException.class);
            assertThat(cut.count()).isPositive();
        }
        assertThat(greeter.greet("Matt")).isEqualTo("slowly Matt!");
    }

    private void tell(String friend) {
        events.from("greeter").dispatch("greeted", friend);
    }

    private static boolean isEvent(Message message) {
        return message.address().startsWith("events.");
    }

    private static boolean isQuestion(Message message) {
        return message.address().equals("rpc.greeter");
    }
}
