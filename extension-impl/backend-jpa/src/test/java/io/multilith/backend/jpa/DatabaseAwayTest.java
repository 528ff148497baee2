package io.multilith.backend.jpa;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A database that is away, at start or later: each call says so, and works again when it is back. */
class DatabaseAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database = TestDatabase.postgres();
    private final Link link = Link.to(database);
    private Application application;

    @AfterEach
    void close() {
        application.close();
        link.close();
    }

    @Test
    void is_waited_for_by_each_call_and_not_at_the_start() throws Exception {
        link.cut();
        application = Application.start("eclipselink", link.database());

        var books = application.open("books", Book.class);

        assertAway(books);
        link.mend();
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(ProblemException.class)
                .until(() -> books.head().position() == 0);
        assertThat(books.commit(List.of(JpaStoreContract.write("a", Optional.empty(), JpaStoreContract.book("a")))))
                .hasSize(1);
    }

    @Test
    void comes_back_by_itself() throws Exception {
        application = Application.start("eclipselink", link.database());
        var books = application.open("books", Book.class);
        books.commit(List.of(JpaStoreContract.write("a", Optional.empty(), JpaStoreContract.book("a"))));

        link.cut();
        assertAway(books);
        link.mend();

        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(ProblemException.class)
                .until(() -> books.get("a").isPresent());
        assertThat(books.head().position()).isEqualTo(1);
    }

    private static void assertAway(CollectionStore books) {
        var calls = List.<ThrowingCallable>of(books::head, () -> books.get("a"), () -> books.find(Query.ALL),
                () -> books.changes(0, 1), () -> books.told(1), () -> books.claim("x", "y", PATIENCE),
                () -> books.commit(List.of(JpaStoreContract.write("b", Optional.empty(), JpaStoreContract.book("b")))));
        for (var call : calls) {
            assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, away -> {
                assertThat(away.problem().name()).isEqualTo(ErrorName.UNAVAILABLE);
                assertThat(away.problem().kind()).isEqualTo("backend-unavailable");
                assertThat(away.problem().detail()).doesNotContain("127.0.0.1", "localhost", "jdbc");
            });
        }
    }
}
