package io.multilith.tck.liberty;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/** Two windows of a browser on the page of todos, and a server that is killed while they are open. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("liberty")
abstract class TodoPagesContract {
    /** What came over the sockets of the page. */
    private static final String LISTEN = """
            window.frames_ = [];
            window.WebSocket = class extends WebSocket {
                constructor(url) {
                    super(url);
                    this.addEventListener('message', ({ data }) => window.frames_.push(...data.split('\\n')));
                }
            }""";

    /** Each todo as it is shown, and whether it is ticked. */
    private static final String SHOWN = """
            return [...document.querySelectorAll('#todos li')].map(item =>
                item.querySelector('[data-field=text]').textContent + ' ' + item.querySelector('input').checked)""";

    private final String mine = UUID.randomUUID().toString();
    private LibertyProcess server;
    private LivePage page;
    private List<String> windows;

    /** The folder of openliberty-config. */
    abstract String store();

    /** Starts what keeps the todos; says where it is. */
    abstract Map<String, String> startStore() throws IOException;

    abstract void stopStore() throws IOException;

    /** Whether the todos, and what happened to them, are there again after the server's end. */
    abstract boolean isKept();

    @BeforeAll
    void start() throws IOException {
        server = new LibertyProcess(store(), startStore());
        server.start();
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        stopStore();
    }

    @BeforeEach
    void open_two_windows() {
        page = new LivePage(server.uri().resolve("todo.html"));
        var first = page.prepare(LISTEN).open().window();
        var second = page.newWindow().prepare(LISTEN).open().window();
        windows = List.of(first, second);
    }

    @AfterEach
    void quit_the_browser() {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void two_windows_see_each_other_s_edits() {
        in(0).add("milk");
        in(1).awaitTodo("milk", false);
        click("milk", "input");
        in(0).awaitTodo("milk", true);
        click("milk", "button");
        in(1).awaitNo("milk");

        in(1).add("bread");
        in(0).awaitTodo("bread", false);
        assertThat(page.message()).isEmpty();
        assertNothingMissedOrTwice();
    }

    @Test
    void two_windows_show_the_same_after_the_server_was_killed() {
        in(0).add("before");
        in(1).awaitTodo("before", false);

        server.kill();
        for (var i = 0; i < windows.size(); i++) {
            in(i);
            page.await(() -> page.text("#connection").equals("reconnecting…"));
        }
        in(0).add("meanwhile");
        page.await(() -> page.message().contains("did not come"));
        server.start();
        server.client().post("api/todo", "{\"text\":\"%s\"}".formatted(named("after")));

        in(0).awaitConnection().awaitTodo("after", false);
        in(1).awaitConnection().awaitTodo("after", false);
        click("after", "input");
        in(0).awaitTodo("after", true);
        in(1).add("last");
        in(0).awaitTodo("last", false);

        assertThat(shown().contains(named("before") + " false")).isEqualTo(isKept());
        assertThat(shown()).noneMatch(text -> text.startsWith(named("meanwhile")));
        for (var i = 0; i < windows.size(); i++) {
            in(i);
            page.await(() -> shown().equals(kept()));
            assertThat(recovered()).containsOnly(isKept());
        }
        assertNothingMissedOrTwice();
    }

    private TodoPagesContract in(int window) {
        page.goTo(windows.get(window));
        return this;
    }

    private void add(String text) {
        page.type("text", named(text));
        page.click("#todo-form button");
    }

    private void awaitTodo(String text, boolean done) {
        page.await(() -> shown().contains(named(text) + " " + done));
    }

    private void awaitNo(String text) {
        page.await(() -> shown().stream().noneMatch(todo -> todo.startsWith(named(text))));
    }

    private TodoPagesContract awaitConnection() {
        page.await(page::isConnected);
        return this;
    }

    private void click(String text, String selector) {
        page.run(
                "[...document.querySelectorAll('#todos li')].find(item => item.textContent.includes('%s')).querySelector('%s').click()"
                        .formatted(named(text), selector));
    }

    private String named(String text) {
        return text + " " + mine;
    }

    private List<String> shown() {
        return ((List<?>) page.run(SHOWN)).stream().map(String.class::cast).toList();
    }

    private List<String> kept() {
        return server.client().get("api/todo?$sort[id]=-1&$limit=500").array().getValuesAs(JsonObject.class).stream()
                .map(todo -> todo.getString("text") + " " + todo.getBoolean("done")).toList();
    }

    private List<JsonObject> frames() {
        return ((List<?>) page.run("return window.frames_")).stream()
                .map(frame -> Answer.parse((String) frame).asJsonObject()).toList();
    }

    private List<Boolean> recovered() {
        var answers = frames().stream().filter(frame -> frame.containsKey("subscribe"))
                .map(frame -> frame.getJsonObject("subscribe")).filter(answer -> answer.containsKey("recovered"))
                .map(answer -> answer.getBoolean("recovered")).toList();
        assertThat(answers).isNotEmpty();
        return answers;
    }

    /** Each change of a todo has the next number of its epoch. */
    private void assertNothingMissedOrTwice() {
        for (var i = 0; i < windows.size(); i++) {
            in(i);
            var told = frames().stream().flatMap(TodoPagesContract::told).filter(id -> id.startsWith("todo.")).toList();
            assertThat(told).isNotEmpty();
            for (var n = 1; n < told.size(); n++) {
                var last = told.get(n - 1).split("-", 2);
                var next = told.get(n).split("-", 2);
                assertThat(next[0].equals(last[0]) ? Long.parseLong(last[1]) + 1 : Long.parseLong(next[1]))
                        .as("%s", told).isEqualTo(Long.parseLong(next[1]));
            }
        }
    }

    /** The kind, epoch and position of each change that a frame tells of. */
    private static Stream<String> told(JsonObject frame) {
        var pushed = Stream.of(frame).filter(any -> any.containsKey("push"))
                .map(any -> any.getJsonObject("push").getJsonObject("pub"));
        var recovered = Stream.of(frame).filter(any -> any.containsKey("subscribe"))
                .flatMap(any -> any.getJsonObject("subscribe").getOrDefault("publications", JsonValue.EMPTY_JSON_ARRAY)
                        .asJsonArray().getValuesAs(JsonObject.class).stream());
        return Stream.concat(pushed, recovered).map(publication -> publication.getJsonObject("data"))
                .map(event -> event.getString("source").substring(1) + "." + event.getString("id"));
    }
}
