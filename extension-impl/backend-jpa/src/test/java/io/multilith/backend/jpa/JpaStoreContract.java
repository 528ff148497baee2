package io.multilith.backend.jpa;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.Query;
import io.multilith.resource.RecordReference;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.StaleWriteException;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What holds of collections of entities on each database with each provider, beyond what holds of every backend. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JpaStoreContract {
    static final int ALL = 10_000;

    private final TestDatabase database;
    private final Application application;
    private CollectionStore books;

    JpaStoreContract(TestDatabase database, String unit) {
        this.database = database;
        this.application = Application.start(unit, database);
    }

    @BeforeEach
    void open() {
        books = application.open("books-" + UUID.randomUUID().toString().substring(0, 8), Book.class);
        database.execute("DELETE FROM book");
    }

    @AfterAll
    void close() {
        application.close();
    }

    @Test
    void gives_a_record_back_as_it_was_written() throws Exception {
        var changes = create("a", "b");

        assertThat(books.get("a")).contains(new StoredRecord("a", book("a"), changes.get(0).version()));
        assertThat(books.get("c")).isEmpty();
        assertThat(books.head()).isEqualTo(changes.get(1).version());
        assertThat(books.changes(0, ALL)).isEqualTo(changes);
        assertThat(books.find(Query.ALL).records()).extracting(StoredRecord::id).containsExactly("a", "b");
        assertThat(books.find(Query.ALL).total()).hasValue(2);
    }

    @Test
    void tells_the_value_that_the_database_gave() throws Exception {
        var after = created(Stamped.class, Json.createObjectBuilder().add("id", "a").build());

        assertThat(after.getString("origin")).isEqualTo("here");
    }

    @Test
    void tells_a_number_as_its_column_rounds_it() throws Exception {
        var id = UUID.randomUUID().toString();

        var after = created(Marked.class,
                Json.createObjectBuilder().add("id", id).add("price", new BigDecimal("1.006")).build());

        assertThat(after.getJsonNumber("price").bigDecimalValue()).isEqualByComparingTo("1.01");
    }

    @Test
    void tells_what_an_entity_makes_of_itself_when_it_is_read() throws Exception {
        var after = created(Computed.class, Json.createObjectBuilder().add("id", "a").add("name", "Ada").build());

        assertThat(after.getString("greeting")).isEqualTo("Dear Ada");
    }

    private JsonObject created(Class<?> entity, JsonObject fields) throws StaleWriteException {
        var store = application.open("other-" + UUID.randomUUID().toString().substring(0, 8), entity);
        return store.commit(List.of(write(fields.getString("id"), Optional.empty(), fields))).get(0).after()
                .orElseThrow();
    }

    @Test
    void sees_what_others_wrote_into_the_table_meanwhile() throws Exception {
        create("a");
        books.get("a");

        database.execute("UPDATE book SET title = 'other' WHERE id = 'a'");

        assertThat(books.get("a").orElseThrow().fields().getString("title")).isEqualTo("other");
        assertThat(books.find(Query.ALL).records().get(0).fields().getString("title")).isEqualTo("other");
    }

    @Test
    void takes_rows_that_were_there_before() throws Exception {
        database.execute("INSERT INTO book (id, title, pages) VALUES ('old', 'x', 3)");
        var epoch = books.head().epoch();

        var old = books.get("old").orElseThrow();
        assertThat(old.version()).isEqualTo(new Version(epoch, 0));
        assertThat(books.find(Query.ALL).records()).containsExactly(old);
        assertThatThrownBy(() -> create("old")).isInstanceOf(StaleWriteException.class);

        var changes = replace("old", Optional.of(old), book("old"));
        assertThat(changes.get(0).before()).contains(old.fields());
        assertThat(books.get("old").orElseThrow().version()).isEqualTo(new Version(epoch, 1));
        assertThatThrownBy(() -> replace("old", Optional.of(old), book("old"))).isInstanceOf(StaleWriteException.class);
    }

    @Test
    void creates_again_what_others_removed() throws Exception {
        create("a", "b");
        database.execute("DELETE FROM book");

        create("a");
        Application.transact(() -> create("b"));

        assertThat(books.get("a").orElseThrow().version().position()).isEqualTo(3);
        assertThat(books.get("b").orElseThrow().version().position()).isEqualTo(4);
    }

    @Test
    void forgets_the_links_of_what_others_removed() throws Exception {
        var target = new RecordReference("todo", "1");
        var link = Json.createObjectBuilder().add("target", Json.createArrayBuilder().add("todo").add("1"));
        var linked = Json.createObjectBuilder(book("a"))
                .add("_links", Json.createObjectBuilder().add("of", Json.createArrayBuilder().add(link))).build();
        replace("a", Optional.empty(), linked);
        replace("b", Optional.empty(), Json.createObjectBuilder(linked).add("id", "b").build());
        assertThat(books.linkedTo(target, 10)).hasSize(2);
        database.execute("DELETE FROM book");

        create("a");
        create("b", "c");

        assertThat(books.linkedTo(target, 10)).isEmpty();
    }

    @Test
    void tells_nothing_that_is_not_kept() throws Exception {
        assertThat(created(Noted.class, Json.createObjectBuilder().add("id", "n").add("note", "hello").build()))
                .doesNotContainKey("note");
    }

    @Test
    void tells_what_a_converter_of_the_class_makes() throws Exception {
        var after = created(Shouted.class, Json.createObjectBuilder().add("id", "s").add("name", "hello").build());

        assertThat(after.getString("name")).isEqualTo("HELLO");
    }

    @Test
    void keeps_what_json_does_not_show() throws Exception {
        create("a");
        database.execute("UPDATE book SET secret = 'hush' WHERE id = 'a'");

        replace("a", books.get("a"), Json.createObjectBuilder(book("a")).add("pages", 7).build());

        assertThat(database.number("SELECT COUNT(*) FROM book WHERE secret = 'hush' AND pages = 7")).isEqualTo(1);
    }

    @Test
    void refuses_a_value_that_only_one_may_have_without_telling_of_tables() throws Exception {
        replace("a", Optional.empty(), isbn("a", "1"));

        assertThatThrownBy(() -> replace("b", Optional.empty(), isbn("b", "1")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.problem().name().status()).isEqualTo(409);
                    assertThat(problem.problem().kind()).isEqualTo("not-unique");
                    assertThat(problem.problem().detail().toLowerCase(Locale.ROOT)).doesNotContain("isbn", "book",
                            "sql",
                            "insert");
                });
        assertThat(books.head().position()).isEqualTo(1);
        assertThat(books.get("b")).isEmpty();
    }

    @Test
    void passes_a_value_that_only_one_may_have_on_within_a_unit() throws Exception {
        replace("a", Optional.empty(), isbn("a", "1"));

        books.commit(List.of(
                new RecordWrite("a", ChangeKind.REMOVED, books.get("a"), Optional.empty(), Optional.empty()),
                new RecordWrite("b", ChangeKind.CREATED, Optional.empty(), Optional.of(isbn("b", "1")),
                        Optional.empty())));

        assertThat(books.find(Query.ALL).records()).extracting(StoredRecord::id).containsExactly("b");
    }

    @Test
    void refuses_what_does_not_fit_a_column() {
        var tooLong = Json.createObjectBuilder(book("a")).add("title", "x".repeat(101)).build();
        var missing = Json.createObjectBuilder(book("a")).remove("title").build();

        for (var unfit : List.of(tooLong, missing)) {
            assertThatThrownBy(() -> replace("a", Optional.empty(), unfit))
                    .isInstanceOfSatisfying(ProblemException.class,
                            problem -> assertThat(problem.problem().name().status()).isEqualTo(422));
        }
        assertThat(books.head().position()).isZero();
    }

    @Test
    void writes_many_at_once() throws Exception {
        var ids = IntStream.range(0, 1_000).mapToObj(i -> "%04d".formatted(i)).toArray(String[]::new);

        var changes = create(ids);

        assertThat(changes).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_000).boxed().toList());
        assertThat(books.changes(0, ALL)).isEqualTo(changes);
        assertThat(books.get("0700").orElseThrow().version().position()).isEqualTo(701);
    }

    @Test
    void has_no_gap_in_the_log_when_32_write() throws Exception {
        var threads = Executors.newFixedThreadPool(32);
        var begin = new CountDownLatch(1);
        try {
            var all = IntStream.range(0, 32).mapToObj(writer -> threads.submit(() -> {
                begin.await();
                for (var i = 0; i < 10; i++) {
                    create(writer + "-" + i, writer + "-" + i + "-b");
                }
                return null;
            })).toList();
            begin.countDown();
            for (var one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        var changes = books.changes(0, ALL);
        assertThat(changes).extracting(change -> change.version().position())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 640).boxed().toList());
        changes.forEach(
                change -> assertThat(books.get(change.id()).orElseThrow().version()).isEqualTo(change.version()));
    }

    @Test
    void takes_part_in_the_callers_transaction() throws Exception {
        create("a");
        var grown = application.grown();

        Application.transact(() -> {
            assertThat(replace("a", books.get("a"), isbn("a", "1"))).isEmpty();
            assertThat(books.get("a").orElseThrow().fields()).isEqualTo(isbn("a", "1"));
            assertThat(replace("a", books.get("a"), isbn("a", "2"))).isEmpty();
            assertThat(create("b")).isEmpty();
            assertThat(books.find(Query.ALL).records()).extracting(StoredRecord::fields)
                    .containsExactly(isbn("a", "2"), book("b"));
            assertThat(application.grown()).isEqualTo(grown);
        });

        assertThat(application.grown()).isEqualTo(grown + 1);
        assertThat(books.changes(1, ALL)).extracting(ResourceChange::after).containsExactly(Optional.of(isbn("a", "1")),
                Optional.of(isbn("a", "2")), Optional.of(book("b")));
        assertThat(books.get("a").orElseThrow().version().position()).isEqualTo(3);
        assertThat(books.get("b").orElseThrow().version()).isEqualTo(books.head());
    }

    @Test
    void removes_and_makes_anew_in_the_callers_transaction() throws Exception {
        create("a");

        Application.transact(() -> {
            books.commit(List.of(
                    new RecordWrite("a", ChangeKind.REMOVED, books.get("a"), Optional.empty(), Optional.empty())));
            assertThat(books.get("a")).isEmpty();
            create("a");
            books.commit(List.of(
                    new RecordWrite("a", ChangeKind.REMOVED, books.get("a"), Optional.empty(), Optional.empty())));
        });

        assertThat(books.get("a")).isEmpty();
        assertThat(books.head().position()).isEqualTo(4);
        assertThat(database.number("SELECT COUNT(*) FROM multilith_version WHERE record_id = 'a' AND collection = '"
                + books.changes(0, 1).get(0).collection() + "'")).isZero();
    }

    @Test
    void leaves_nothing_of_a_transaction_that_is_rolled_back() throws Exception {
        create("a");
        var grown = application.grown();

        assertThatThrownBy(() -> Application.transact(() -> {
            replace("a", books.get("a"), isbn("a", "1"));
            create("b");
            throw new IllegalStateException("the caller changes its mind");
        })).hasMessageContaining("mind");

        assertThat(application.grown()).isEqualTo(grown);
        assertThat(books.head().position()).isEqualTo(1);
        assertThat(books.get("a").orElseThrow().fields()).isEqualTo(book("a"));
        assertThat(books.get("b")).isEmpty();
        assertThat(replace("a", books.get("a"), isbn("a", "3"))).hasSize(1);
    }

    @Test
    void leaves_the_callers_transaction_as_it_was_after_a_stale_write() throws Exception {
        create("a", "b");
        var seen = books.get("a");
        replace("a", seen, isbn("a", "1"));

        Application.transact(() -> {
            assertThatThrownBy(() -> books.commit(List.of(write("0", Optional.empty(), book("0")),
                    write("a", seen, book("a"))))).isInstanceOf(StaleWriteException.class);
            replace("b", books.get("b"), isbn("b", "2"));
        });

        assertThat(books.get("0")).isEmpty();
        assertThat(books.get("b").orElseThrow().version().position()).isEqualTo(4);
        assertThat(create("0")).hasSize(1);
    }

    @Test
    void does_not_lose_what_another_wrote_during_the_callers_transaction() throws Exception {
        create("a");

        Application.transact(() -> {
            books.get("a");
            var other = new Thread(() -> {
                try {
                    replace("a", books.get("a"), isbn("a", "other"));
                } catch (StaleWriteException unexpected) {
                    throw new AssertionError(unexpected);
                }
            });
            other.start();
            other.join();
            var again = books.get("a");
            assertThat(again.orElseThrow().fields()).isEqualTo(isbn("a", "other"));
            replace("a", again, Json.createObjectBuilder(again.orElseThrow().fields()).add("pages", 9).build());
        });

        assertThat(books.get("a").orElseThrow().fields().getString("isbn")).isEqualTo("other");
    }

    @Test
    void does_not_deadlock_when_two_collections_are_changed_in_both_orders() throws Exception {
        var left = application.open("left-" + UUID.randomUUID().toString().substring(0, 8), Book.class);
        var right = application.open("right-" + UUID.randomUUID().toString().substring(0, 8), Book.class);
        left.head();
        right.head();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var all = IntStream.range(0, 8).mapToObj(writer -> threads.submit(() -> {
                for (var i = 0; i < 15; i++) {
                    var id = writer + "-" + i;
                    Application.transact(() -> {
                        var first = writer % 2 == 0 ? left : right;
                        var second = writer % 2 == 0 ? right : left;
                        first.commit(List.of(write("1-" + id, Optional.empty(), book("1-" + id))));
                        second.commit(List.of(write("2-" + id, Optional.empty(), book("2-" + id))));
                    });
                }
                return null;
            })).toList();
            for (var one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(left.head().position()).isEqualTo(120);
        assertThat(right.head().position()).isEqualTo(120);
    }

    @Test
    void dooms_the_callers_transaction_when_the_database_refuses() throws Exception {
        replace("a", Optional.empty(), isbn("a", "1"));

        Application.TRANSACTIONS.begin();
        assertThatThrownBy(() -> replace("b", Optional.empty(), isbn("b", "1")))
                .isInstanceOfSatisfying(ProblemException.class,
                        refused -> assertThat(refused.problem().kind()).isEqualTo("not-unique"));
        assertThatThrownBy(Application.TRANSACTIONS::commit).isInstanceOf(jakarta.transaction.RollbackException.class);

        assertThat(books.head().position()).isEqualTo(1);
    }

    @Test
    void forgets_what_was_told_beyond_its_history() throws Exception {
        var brief = application.open("short-" + UUID.randomUUID().toString().substring(0, 8), Book.class, 5);
        for (var i = 0; i < 20; i++) {
            brief.commit(List.of(write("s" + i, Optional.empty(), book("s" + i))));
        }

        brief.told(12);

        assertThat(brief.told()).isEqualTo(12);
        assertThat(brief.changes(0, ALL)).extracting(change -> change.version().position()).first().isEqualTo(13L);
    }

    List<ResourceChange> create(String... ids) throws StaleWriteException {
        return books.commit(List.of(ids).stream()
                .map(id -> new RecordWrite(id, ChangeKind.CREATED, Optional.empty(), Optional.of(book(id)),
                        Optional.empty()))
                .toList());
    }

    List<ResourceChange> replace(String id, Optional<StoredRecord> expected, JsonObject after)
            throws StaleWriteException {
        return books.commit(List.of(write(id, expected, after)));
    }

    static RecordWrite write(String id, Optional<StoredRecord> expected, JsonObject after) {
        return new RecordWrite(id, expected.isEmpty() ? ChangeKind.CREATED : ChangeKind.REPLACED, expected,
                Optional.of(after), Optional.empty());
    }

    static JsonObject book(String id) {
        return fields(id).build();
    }

    static JsonObject isbn(String id, String isbn) {
        return fields(id).add("isbn", isbn).build();
    }

    private static JsonObjectBuilder fields(String id) {
        return Json.createObjectBuilder().add("id", id).add("pages", 1).add("title", "title");
    }
}
