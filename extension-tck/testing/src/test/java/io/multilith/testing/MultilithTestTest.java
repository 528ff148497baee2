package io.multilith.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Entrypoints;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.events.EventDispatcher;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Collection;
import io.multilith.resource.Query;
import io.multilith.resource.ResourceClient;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.RpcException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.Mockito.when;

@MultilithTest(value = {Desk.Greeter.class, Desk.SlowCache.class, Desk.Mailer.class, Desk.Journal.class,
        Desk.Notes.class}, properties = {"desk.title=The desk", "multilith.rpc.timeout=PT5S"})
class MultilithTestTest {
    @Inject
    @RemoteService("greeter")
    Desk.GreeterApi greeter;
    @Inject
    @Collection("note")
    ResourceClient<Desk.Note> notes;
    @Inject
    Desk.Journal journal;
    @Inject
    EntrypointHook hook;
    @Inject
    EntrypointWaiter waiter;
    @Inject
    EventDispatcher events;

    @Test
    void runs_services_over_the_bus() {
        assertThat(greeter.greet("Matt")).isEqualTo("slowly Matt!");
    }

    @Test
    void refuses_what_a_constraint_forbids() {
        assertThatThrownBy(() -> greeter.greet(" ")).isInstanceOf(ProblemException.class);
    }

    @Test
    void has_collections() {
        var id = notes.create(new Desk.Note(null, "hello")).id();

        assertThat(notes.get(id)).map(Desk.Note::text).contains("hello");
    }

    @Test
    void begins_each_test_with_nothing() {
        assertThat(journal.lines()).isEmpty();
        assertThat(notes.find(Query.ALL)).isEmpty();
    }

    @Test
    void has_a_configuration_of_its_own() {
        assertThat(hook.fire(String.class, "greeter.title")).isEqualTo("The desk");
    }

    @Test
    void waits_for_what_another_service_does() {
        var noted = waiter.expect("journal.note");

        greeter.greet("Ada");

        assertThat(noted.get().result()).isInstanceOf(WorkerResult.Returned.class);
        assertThat(journal.lines()).containsExactly("Ada");
    }

    @Test
    void waits_for_some_of_the_calls() {
        var second = waiter.expect("journal.note",
                (call, result) -> call.arguments().toString().contains("two"));

        events.from("greeter").dispatch("greeted", "one");
        events.from("greeter").dispatch("greeted", "two");

        assertThat(second.get().invocation().arguments().toString()).contains("two");
    }

    @Nested
    class Hooks {
        @Test
        void fire_as_from_outside() {
            assertThat(hook.fire("greeter.greet", "Matt").toString()).isEqualTo("\"slowly Matt!\"");
            assertThat(hook.fire(String.class, "greeter.greet", "Matt")).isEqualTo("slowly Matt!");
        }

        @Test
        void check_the_signature() {
            assertThatThrownBy(() -> hook.fire("greeter.greet"))
                    .asInstanceOf(type(ProblemException.class))
                    .returns(ErrorName.UNPROCESSABLE, fault -> fault.problem().name());
            assertThatThrownBy(() -> hook.fire("greeter.greet", List.of("a", "b")))
                    .isInstanceOf(ProblemException.class);
        }

        @Test
        void tell_of_a_failure_with_its_cause() {
            assertThatThrownBy(() -> hook.fire("greeter.refuse")).isInstanceOf(ProblemException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThat(hook.run("greeter.refuse", Caller.ANONYMOUS, Arguments.NONE))
                    .isInstanceOf(WorkerResult.ExpectedFailure.class);
        }

        @Test
        void name_the_methods_there_are() {
            assertThatIllegalArgumentException().isThrownBy(() -> hook.fire("greeter.nothing"))
                    .withMessageStartingWith("ML0806").withMessageContaining("greeter.greet");
        }
    }

    @Nested
    class Substituted {
        @Substitute
        Desk.Cache cache = key -> "quickly " + key;
        @Substitute
        Desk.Mailer mailer;

        @Test
        void stands_in_the_place_of_a_bean_that_is_never_made() {
            Desk.SlowCache.made.set(0);

            assertThat(greeter.greet("Matt")).isEqualTo("quickly Matt!");
            assertThat(Desk.SlowCache.made).hasValue(0);
        }

        @Test
        void keeps_a_service_from_starting() {
            Desk.Mailer.started.set(0);

            assertThatThrownBy(() -> hook.fire("greeter.mail", "x")).isInstanceOf(ProblemException.class)
                    .hasCauseInstanceOf(RpcException.NoService.class);
            assertThat(Desk.Mailer.started).hasValue(0);
        }
    }

    @Nested
    class SubstitutedClients {
        @Substitute
        @RemoteService("mailer")
        Desk.MailerApi mailer;

        @Test
        void are_mocks_where_they_have_no_value() {
            when(mailer.send("x")).thenReturn(42);

            assertThat(hook.fire(Integer.class, "greeter.mail", "x")).isEqualTo(42);
        }
    }

    @Nested
    @RestrictEntrypoints({"greeter.greet", "journal.sweep"})
    class Restricted {
        @Inject
        Entrypoints entrypoints;

        @Test
        void binds_only_some() {
            assertThat(entrypoints.states()).extracting(Entrypoints.State::name)
                    .containsExactly("greeter.greet/Rpc", "journal.sweep/Timer");
            assertThat(hook.fire(String.class, "greeter.title")).isEqualTo("The desk");
        }
    }

    @Nested
    class Time {
        @Inject
        ManualClock clock;

        @Test
        void passes_when_the_test_lets_it() {
            clock.advance(Duration.ofMinutes(59));
            assertThat(journal.swept()).isZero();

            clock.advance(Duration.ofMinutes(1));
            assertThat(journal.swept()).isEqualTo(1);

            clock.advance(Duration.ofHours(3));
            assertThat(journal.swept()).isEqualTo(4);
        }
    }
}
