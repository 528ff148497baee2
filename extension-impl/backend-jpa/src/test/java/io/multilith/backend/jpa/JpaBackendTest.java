package io.multilith.backend.jpa;

import java.util.List;
import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What it refuses, and what it says then. */
class JpaBackendTest {
    private static final Application APPLICATION = Application.start("eclipselink", TestDatabase.h2());

    @AfterAll
    static void close() {
        APPLICATION.close();
    }

    @Entity
    static class WithoutId {
        @Id
        private int number;

        public int getNumber() {
            return number;
        }
    }

    @Entity
    static class WithGeneratedId {
        @Id
        @GeneratedValue
        private Long id;

        public Long getId() {
            return id;
        }
    }

    @Entity
    static class WithAssociation {
        @Id
        private String id;
        @ManyToOne
        private Book book;

        public String getId() {
            return id;
        }

        public Book getBook() {
            return book;
        }
    }

    @Entity
    static class WithHiddenAssociation {
        @Id
        private String id;
        @ManyToOne
        @JsonbTransient
        private Book book;

        public String getId() {
            return id;
        }

        public Book getBook() {
            return book;
        }
    }

    @Test
    void refuses_what_is_no_entity() {
        assertThatThrownBy(() -> APPLICATION.backend().open(new io.multilith.resource.CollectionDefinition("plain",
                JsonObject.class, java.util.Set.of(), 10, () -> {}))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("ML0280", "plain", "JsonObject", "@jakarta.persistence.Entity");
    }

    @Test
    void refuses_an_entity_without_an_id_of_its_name_and_types() {
        assertThatThrownBy(() -> APPLICATION.open("x", WithoutId.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("ML0281", "WithoutId");
    }

    @Test
    void refuses_an_id_that_the_database_makes() {
        assertThatThrownBy(() -> APPLICATION.open("x", WithGeneratedId.class))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("ML0282", "@GeneratedValue");
    }

    @Test
    void refuses_an_association_that_json_would_show() {
        assertThatThrownBy(() -> APPLICATION.open("x", WithAssociation.class))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("ML0283", "WithAssociation#book");
        assertThatCode(() -> APPLICATION.open("x", WithHiddenAssociation.class)).doesNotThrowAnyException();
    }

    @Test
    void refuses_to_work_without_an_entity_manager() {
        try (var bare = Application.withoutEntities()) {
            assertThatThrownBy(() -> bare.open("books", Book.class)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("ML0284", "books", "@PersistenceContext");
        }
    }

    @Test
    void tells_of_an_entity_that_no_entity_manager_knows() {
        var store = APPLICATION.open("x", WithHiddenAssociation.class);

        assertThatThrownBy(store::head).isInstanceOf(IllegalStateException.class).hasMessageContainingAll("ML0285",
                "WithHiddenAssociation", "persistence.xml");
    }

    @Test
    void makes_no_tables_where_it_must_not() {
        System.setProperty(JpaSettings.CREATE_TABLES_KEY, "false");
        try (var strict = Application.start("eclipselink", TestDatabase.h2())) {
            var books = strict.open("books", Book.class);

            assertThatThrownBy(books::head).isInstanceOfSatisfying(ProblemException.class, missing -> {
                assertThat(missing.problem().name()).isEqualTo(ErrorName.UNAVAILABLE);
                assertThat(missing.problem().detail()).contains("ML0286", "multilith_claim",
                        "META-INF/multilith/h2.sql");
            });
        } finally {
            System.clearProperty(JpaSettings.CREATE_TABLES_KEY);
        }
    }

    @Test
    void works_on_no_h2_database_whose_results_it_cannot_keep_fresh() {
        var database = TestDatabase.h2();
        database.execute("CREATE USER clerk PASSWORD '" + TestDatabase.PASSWORD + "'; GRANT ALTER ANY SCHEMA TO clerk");
        var sameForClerks = new TestDatabase(database.url().replace(";DB_CLOSE_DELAY=-1", ""));
        try (var clerks = Application.startAs("clerk", "eclipselink", sameForClerks)) {
            var books = clerks.open("books", Book.class);

            assertThatThrownBy(books::head).isInstanceOfSatisfying(ProblemException.class, refused -> {
                assertThat(refused.problem().name()).isEqualTo(ErrorName.UNAVAILABLE);
                assertThat(refused.problem().detail()).contains("ML0292", "ADMIN TRUE");
            });
        }
    }

    @Test
    void refuses_a_setting_that_is_neither_true_nor_false() {
        System.setProperty(JpaSettings.CREATE_TABLES_KEY, "perhaps");
        try {
            assertThatThrownBy(() -> APPLICATION.open("books", Book.class)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("ML0290", JpaSettings.CREATE_TABLES_KEY, "perhaps");
        } finally {
            System.clearProperty(JpaSettings.CREATE_TABLES_KEY);
        }
    }

    @Test
    void refuses_a_setting_that_is_no_number_of_events() {
        System.setProperty(JpaSettings.MAX_OUTBOX_KEY, "0");
        try {
            assertThatThrownBy(() -> APPLICATION.open("books", Book.class)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("ML0291", JpaSettings.MAX_OUTBOX_KEY, "0");
        } finally {
            System.clearProperty(JpaSettings.MAX_OUTBOX_KEY);
        }
    }

    @Test
    void makes_no_tables_in_the_callers_transaction() throws Exception {
        try (var fresh = Application.start("eclipselink", TestDatabase.h2())) {
            var books = fresh.open("books", Book.class);

            Application.transact(() -> assertThatThrownBy(books::head).isInstanceOf(ProblemException.class));

            assertThat(books.head().position()).isZero();
            Application.transact(() -> books.commit(
                    List.of(JpaStoreContract.write("a", Optional.empty(), JpaStoreContract.book("a")))));
            assertThat(books.get("a")).isPresent();
        }
    }

    @Test
    void refuses_to_write_in_a_transaction_that_is_doomed() throws Exception {
        var books = APPLICATION.open("books", Book.class);
        books.head();

        Application.TRANSACTIONS.begin();
        Application.TRANSACTIONS.setRollbackOnly();
        assertThatThrownBy(() -> books.get("a")).isInstanceOfSatisfying(ProblemException.class,
                doomed -> assertThat(doomed.problem().kind()).isEqualTo("rolled-back"));
        Application.TRANSACTIONS.rollback();
    }
}
