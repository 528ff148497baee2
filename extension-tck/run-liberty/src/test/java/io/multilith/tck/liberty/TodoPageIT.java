package io.multilith.tck.liberty;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.UUID;

import jakarta.json.JsonObject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/** Opens the page of todos in a browser, uses it, and watches it change. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TodoPageIT {
    private final String mine = "todo " + UUID.randomUUID();
    private final String home = "home " + UUID.randomUUID();
    private SampleClient sample;
    private LivePage page;

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Sample.war();
    }

    @BeforeEach
    void open_the_page() throws URISyntaxException {
        sample = new SampleClient(url.toURI());
        page = new LivePage(URI.create(url + "todo.html")).open();
    }

    @AfterEach
    void quit_the_browser() {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void a_todo_is_added_to_a_list_that_was_added() {
        page.type("name", home);
        page.click("#list-form button");
        page.await(() -> choices("#list").contains(home));

        page.choose("#list", home);
        page.type("due", "12242026");
        page.type("text", mine);
        page.click("#todo-form button");

        page.await(() -> listOf(mine).equals(home));
        assertThat(page.text(item(mine) + " time")).isEqualTo("2026-12-24");
        page.await(() -> countOf(home).equals("1 todo"));
        assertThat(page.message()).isEmpty();
        assertThat(find(mine).toString()).contains("\"due\":\"2026-12-24\"", "\"list\"");
    }

    @Test
    void keys_are_enough_to_add_tick_and_remove() {
        page.click("#text");
        page.press(mine, Keys.ENTER);
        page.await(() -> isShown(mine));

        page.run("document.querySelector(\"" + item(mine) + " input\").focus()");
        page.press(Keys.SPACE);
        page.await(() -> page.run("return document.querySelector(\"" + item(mine) + "\").dataset.done").equals("true"));
        assertThat(find(mine).getBoolean("done")).isTrue();

        page.press(Keys.TAB);
        page.press(Keys.TAB);
        page.press(Keys.ENTER);
        page.await(() -> !isShown(mine));
        assertThat(sample.get("api/todo?text=" + mine.replace(" ", "%20")).array()).isEmpty();
        assertThat(page.run("return document.activeElement.tagName")).isIn("BUTTON", "INPUT");
    }

    @Test
    void changes_made_elsewhere_appear_without_reload() {
        page.run("window.sameDocument = true");
        var list = sample.post("api/todolist", "{\"name\":\"" + home + "\"}").id();
        var path = "api/todo/" + sample.post("api/todo", "{\"text\":\"" + mine + "\"}").id();
        page.await(() -> listOf(mine).equals("no list"));

        sample.post(path + "/$links/list", "{\"target\":[\"todolist\",\"" + list + "\"]}");
        page.await(() -> listOf(mine).equals(home));
        sample.patch("api/todolist/" + list, "{\"name\":\"" + home + " again\"}");
        page.await(() -> listOf(mine).equals(home + " again"));
        sample.delete(path + "/$links/list/0");
        page.await(() -> listOf(mine).equals("no list"));
        sample.post(path + "/$links/list", "{\"target\":[\"todolist\",\"" + list + "\"]}");
        page.await(() -> listOf(mine).equals(home + " again"));
        sample.delete("api/todolist/" + list);
        page.await(() -> listOf(mine).equals("no list"));
        sample.delete(path);
        page.await(() -> !isShown(mine));

        assertThat(page.run("return window.sameDocument")).isEqualTo(true);
    }

    @Test
    void a_todo_moves_from_list_to_list() {
        var other = "other " + UUID.randomUUID();
        sample.post("api/todolist", "[{\"name\":\"" + home + "\"},{\"name\":\"" + other + "\"}]");
        sample.post("api/todo", "{\"text\":\"" + mine + "\"}");
        page.await(() -> isShown(mine) && choices("#list").contains(other));

        page.choose(item(mine) + " select", home);
        page.await(() -> countOf(home).equals("1 todo"));
        page.choose(item(mine) + " select", other);
        page.await(() -> countOf(home).equals("0 todos") && countOf(other).equals("1 todo"));
        page.choose(item(mine) + " select", "no list");

        page.await(() -> countOf(other).equals("0 todos"));
        assertThat(find(mine)).doesNotContainKey("_links");
        assertThat(page.message()).isEmpty();
    }

    @Test
    void the_page_shows_why_the_server_refused() {
        page.type("text", " ");
        page.click("#todo-form button");
        page.await(() -> page.message().contains("/text"));

        page.type("text", mine);
        page.click("#todo-form button");
        page.await(() -> isShown(mine));
        assertThat(page.message()).isEmpty();
    }

    @Test
    void what_is_done_is_removed_at_once() {
        sample.post("api/todo", "[{\"text\":\"" + mine + "\",\"done\":true},{\"text\":\"open " + mine + "\"}]");
        page.await(() -> isShown(mine) && isShown("open " + mine));

        page.click("#clear button");

        page.await(() -> !isShown(mine));
        assertThat(isShown("open " + mine)).isTrue();
        page.await(() -> page.text("#done-count").equals("0"));
    }

    @Test
    void a_text_that_looks_like_markup_stays_text() {
        page.type("text", "<i>" + mine + "</i>");
        page.click("#todo-form button");

        page.await(() -> isShown("<i>" + mine + "</i>"));
    }

    private boolean isShown(String text) {
        return page.run("""
                const shown = [...document.querySelectorAll('#todos li')]
                    .find(item => item.querySelector('[data-field=text]').textContent === '%s');
                if (shown) shown.id = '%s';
                return Boolean(shown)""".formatted(text, idFor(text))).equals(true);
    }

    /** Selects the item that {@link #isShown} has found. */
    private String item(String text) {
        assertThat(isShown(text)).isTrue();
        return "#" + idFor(text);
    }

    private static String idFor(String text) {
        return text.replaceAll("[^a-z0-9-]", "");
    }

    private String listOf(String text) {
        return isShown(text)
                ? String.valueOf(page.run("return document.querySelector('" + item(text)
                        + " select').selectedOptions[0].textContent"))
                : "";
    }

    private String countOf(String list) {
        return String.valueOf(page.run("""
                return [...document.querySelectorAll('#lists li')]
                    .find(item => item.querySelector('[data-field=name]').textContent === '%s')
                    ?.querySelector('[data-count]').textContent""".formatted(list)));
    }

    private String choices(String selector) {
        return String.valueOf(page.run("return document.querySelector('" + selector + "').textContent"));
    }

    private JsonObject find(String text) {
        return sample.get("api/todo?text=" + text.replace(" ", "%20")).array().getJsonObject(0);
    }
}
