package io.multilith.impl.cdi;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.resource.Action;
import io.multilith.resource.Backend;
import io.multilith.resource.Collection;
import io.multilith.resource.CollectionDefinition;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceBackend;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceHook;
import io.multilith.resource.ResourceModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Mistakes at collections that show at the deployment. */
class CollectionProblemsTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @Test
    void a_backend_without_a_name() {
        assertProblem(deploy(Nameless.class), "ML0204", Nameless.class.getName(), "@Backend");
    }

    @Test
    void a_backend_that_cannot_keep_the_records() {
        assertProblem(deploy(Choosy.class, Notes.class), "ML0205", "\"note\"", Notes.class.getName(),
                "JsonObject is nothing for punched cards");
    }

    @Test
    void records_without_an_id_or_with_one_that_can_be_none() {
        assertProblem(deploy(WithoutId.class), "ML0206", WithoutId.class.getName(), Anonymous.class.getName());
        assertProblem(deploy(WithBadId.class), "ML0206", WithBadId.class.getName());
    }

    @Test
    void a_hook_of_no_collection() {
        assertProblem(deploy(Things.class, Lost.class), "ML0207", Lost.class.getName(), "[thing]");
        assertProblem(deploy(Things.class, Unqualified.class), "ML0207", Unqualified.class.getName());
    }

    @Test
    void a_hook_for_other_records() {
        assertProblem(deploy(Things.class, Mistaken.class), "ML0208", Mistaken.class.getName(), "JsonObject",
                "\"thing\"", Thing.class.getName());
    }

    @Test
    void an_action_whose_name_is_taken() {
        var problems = deploy(Taken.class);

        assertProblem(problems, "ML0209", Taken.class.getName() + "#find", "\"find\"");
        assertProblem(problems, "ML0209", Taken.class.getName() + "#twice", "\"twice\"");
    }

    private static List<String> deploy(Class<?>... classes) {
        var failure = catchThrowable(() -> {
            try (var container = Deployed.weld(classes).initialize()) {
                assertThat(container.isRunning()).isTrue();
            }
        });
        assertThat(failure).isNotNull();
        return Arrays.stream(failure.getMessage().split("\n")).map(String::strip)
                .filter(line -> line.matches("(- )?ML02.*")).toList();
    }

    private static void assertProblem(List<String> problems, String id, String... parts) {
        assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(id).contains(parts).contains("Fix:"));
    }

    public record Thing(String id) {}

    public record Anonymous(String name) {}

    public record Dated(LocalDate id) {}

    @ResourceCollection("thing")
    static class Things implements ResourceModel<Thing> {}

    @ResourceCollection("note")
    @Backend("choosy")
    static class Notes implements ResourceModel<JsonObject> {}

    @ResourceCollection("without-id")
    static class WithoutId implements ResourceModel<Anonymous> {}

    @ResourceCollection("with-bad-id")
    static class WithBadId implements ResourceModel<Dated> {}

    @ResourceCollection("taken")
    static class Taken implements ResourceModel<Thing> {
        @Action
        void find() {}

        @Action
        void twice() {}

        @Action
        void twice(String id) {}
    }

    @ApplicationScoped
    @Collection("elsewhere")
    static class Lost implements ResourceHook<Thing> {}

    @ApplicationScoped
    static class Unqualified implements ResourceHook<Thing> {}

    @ApplicationScoped
    @Collection("thing")
    static class Mistaken implements ResourceHook<JsonObject> {}

    @ApplicationScoped
    static class Nameless implements ResourceBackend {
        @Override
        public CollectionStore open(CollectionDefinition definition) {
            throw new UnsupportedOperationException();
        }
    }

    @ApplicationScoped
    @Backend("choosy")
    static class Choosy implements ResourceBackend {
        @Override
        public CollectionStore open(CollectionDefinition definition) {
            throw new IllegalArgumentException("JsonObject is nothing for punched cards. Fix: use a class.");
        }
    }
}
