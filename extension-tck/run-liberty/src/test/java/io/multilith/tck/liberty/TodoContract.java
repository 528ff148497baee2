package io.multilith.tck.liberty;

import java.util.Locale;
import java.util.UUID;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.multilith.tck.liberty.ProblemShape.assertProblem;
import static io.multilith.tck.liberty.ProblemShape.pointers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the todos of the sample do over HTTP, wherever they are kept. */
abstract class TodoContract {
    private static final String JSON_PATCH = "application/json-patch+json";

    private String mark;

    /** Of the sample that runs. */
    abstract SampleClient sample();

    @BeforeEach
    void take_a_word_of_its_own() {
        mark = "mark" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void keeps_what_it_is_given() {
        var created = sample().post("api/todo", "{\"text\":\"Käse kaufen 🧀\",\"due\":\"2026-12-24\"}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/api/todo/" + created.id());
        var read = sample().get("api/todo/" + created.id());
        assertThat(read.object()).isEqualTo(created.object());
        assertThat(read.object()).isEqualTo(Answer.parse("""
                {"id":"%s","text":"Käse kaufen 🧀","done":false,"due":"2026-12-24"}""".formatted(created.id())));
        assertThat(read.etag()).isNotEmpty().isEqualTo(created.etag());
    }

    @Test
    void changes_only_what_is_still_as_it_was_read() {
        var created = create("once");
        var path = "api/todo/" + created.id();

        var patched = sample().patch(path, "{\"done\":true}", "If-Match", created.etag());

        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.object().getBoolean("done")).isTrue();
        assertThat(patched.etag()).isNotEqualTo(created.etag());
        assertProblem(sample().patch(path, "{\"done\":false}", "If-Match", created.etag()), 412,
                "PreconditionFailed", "precondition-failed");
        assertThat(sample().get(path).object()).isEqualTo(patched.object());
    }

    @Test
    void refuses_what_is_there_already_or_is_not_as_it_is_thought_to_be() {
        var id = create("first").id();

        assertProblem(sample().post("api/todo", "{\"id\":\"%s\",\"text\":\"second\"}".formatted(id)), 409, "Conflict",
                "already-exists");
        assertProblem(sample().send("PATCH", "api/todo/" + id, JSON_PATCH,
                "[{\"op\":\"test\",\"path\":\"/done\",\"value\":true}]"), 409, "Conflict", "test-failed");
    }

    @Test
    void refuses_what_is_no_todo() {
        var blank = sample().post("api/todo", "{\"text\":\" \"}");
        var late = sample().post("api/todo", "{\"text\":\"x\",\"due\":7}");

        assertProblem(blank, 422, "Unprocessable", "invalid-record");
        assertThat(pointers(blank.object())).containsExactly("/text");
        assertProblem(late, 422, "Unprocessable", "invalid-value");
        assertThat(pointers(late.object())).containsExactly("/due");
    }

    @Test
    void links_a_todo_to_its_list() {
        var list = createList();
        var todo = "api/todo/" + create("linked").id();

        var linked = link(todo, list);

        assertThat(linked.status()).as(linked.body()).isEqualTo(201);
        var embedded = sample().get(todo + "?$expand=list").object().getJsonObject("_embedded");
        assertThat(embedded.getJsonArray("list").getJsonObject(0).getString("name")).isEqualTo(mark);
        assertProblem(link(todo, "none"), 422, "Unprocessable", "invalid-record");
        assertThat(sample().delete(todo + "/$links/list/0").status()).isEqualTo(200);
        assertThat(sample().get(todo).object()).doesNotContainKey("_links");
    }

    @Test
    void forgets_links_to_a_list_that_is_removed() {
        var list = createList();
        var todo = "api/todo/" + create("linked").id();
        link(todo, list);

        assertThat(sample().delete("api/todolist/" + list).status()).isEqualTo(200);

        await().atMost(Patience.TIMEOUT).until(() -> !sample().get(todo).object().containsKey("_links"));
    }

    @Test
    void lists_what_is_asked_for() {
        var first = create("First");
        var second = create("second");
        sample().patch("api/todo/" + second.id(), "{\"done\":true}");

        var open = sample().get("api/todo?done=false&$search=" + mark.toUpperCase(Locale.ROOT));
        var all = sample().get("api/todo?$sort[text]=-1&$limit=1&$search=" + mark);

        assertThat(open.array()).containsExactly(first.object());
        assertThat(all.header("X-Total-Count")).isEqualTo("2");
        assertThat(all.array().getJsonObject(0).getString("id")).isEqualTo(second.id());
        assertProblem(sample().get("api/todo?colour=red"), 400, "BadRequest", "bad-query");
    }

    @Test
    void remembers_what_became_of_a_todo() {
        var list = createList();
        var path = "api/todo/" + create("history").id();
        sample().patch(path, "{\"done\":true}");
        link(path, list);
        sample().delete(path);

        var history = sample().get(path + "/$history").array().getValuesAs(JsonObject.class);

        assertThat(history).extracting(event -> event.getString("type")).containsExactly("todo.created",
                "todo.patched", "todo.linked", "todo.removed");
    }

    @Test
    void clears_what_is_done() {
        var open = create("open").id();
        var done = create("done").id();
        sample().patch("api/todo/" + done, "{\"done\":true}");

        var cleared = sample().post("api/todo/clear", "{}");

        assertThat(cleared.status()).as(cleared.body()).isEqualTo(200);
        assertThat(Integer.parseInt(cleared.body())).isPositive();
        assertThat(sample().get("api/todo/" + done).status()).isEqualTo(404);
        assertThat(sample().get("api/todo/" + open).status()).isEqualTo(200);
    }

    /** With a text of this test alone. */
    Answer create(String text) {
        var created = sample().post("api/todo", "{\"text\":\"%s %s\"}".formatted(text, mark));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }

    String createList() {
        return sample().post("api/todolist", "{\"name\":\"%s\"}".formatted(mark)).id();
    }

    Answer link(String todo, String list) {
        return sample().post(todo + "/$links/list", "{\"target\":[\"todolist\",\"%s\"]}".formatted(list));
    }
}
