package io.multilith.tck.liberty;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The live page in a headless Chromium of its own, and what a user sees and does there. */
final class LivePage implements AutoCloseable {

    private static final Duration POLLING = Duration.ofMillis(50);

    /** Held, or its level is collected with it. Selenium warns of every Chromium newer than itself. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final String ROWS = """
            return [...document.querySelectorAll('#records tr[data-id]')].map(row => [row.dataset.id,
                ...['value', 'result', 'status', 'description']
                    .map(field => row.querySelector(`td[data-field=${field}]`).textContent)])""";

    private final URI uri;
    private final ChromeDriver browser;

    /** Fields as text, as the page shows them; no text where the page shows none. */
    record Row(String id, String value, String result, String status, String description) {

        boolean isSquared() {
            return status.equals("done") && Long.parseLong(result) == Long.parseLong(value) * Long.parseLong(value);
        }
    }

    LivePage(URI uri) {
        var chromium = executable("chromium", "chromium-browser", "google-chrome");
        var chromedriver = executable("chromedriver");
        Assumptions.assumeTrue(chromium.isPresent() && chromedriver.isPresent(),
                "The live page was not tested: no browser. Fix: install chromium and chromedriver on the PATH.");
        SELENIUM.setLevel(Level.SEVERE);

        var service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.get()).usingAnyFreePort();
        var options = new ChromeOptions().setBinary(chromium.get());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync");
        this.uri = uri;
        this.browser = new ChromeDriver(service.build(), options); // in a new profile, which chromedriver removes
    }

    @Override
    public void close() {
        browser.quit();
    }

    /** Runs the script in the page to come, before any of its own. */
    LivePage prepare(String script) {
        browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        return this;
    }

    LivePage load() {
        browser.get(uri.toString());
        return this;
    }

    LivePage open() {
        load().await(this::isConnected);
        return this;
    }

    /** Opens the page in a second window and goes there. */
    LivePage openAnother() {
        return newWindow().open();
    }

    /** Goes to a second window with nothing in it. */
    LivePage newWindow() {
        browser.switchTo().newWindow(WindowType.WINDOW);
        return this;
    }

    String window() {
        return browser.getWindowHandle();
    }

    void goTo(String window) {
        browser.switchTo().window(window);
    }

    void add(String value, String description) {
        type("value", value);
        type("description", description);
        click("#add-form button");
    }

    void remove(Row row) {
        click("#records tr[data-id='%s'] button".formatted(row.id()));
    }

    void click(String selector) {
        browser.findElement(By.cssSelector(selector)).click();
    }

    Object run(String script) {
        return browser.executeScript(script);
    }

    String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    String message() {
        return text("#message");
    }

    boolean isConnected() {
        return !browser.findElements(By.cssSelector("#connection[data-state=open]")).isEmpty();
    }

    List<Row> rows() {
        return ((List<?>) run(ROWS)).stream().map(LivePage::row).toList();
    }

    Optional<Row> row(String description) {
        return rows().stream().filter(row -> row.description().equals(description)).findFirst();
    }

    /** Whether there is a row with this description whose value has been squared to this result. */
    boolean shows(String description, int value, int result) {
        return row(description).filter(row -> row.value().equals(Integer.toString(value))
                && row.result().equals(Integer.toString(result)) && row.status().equals("done")).isPresent();
    }

    void await(BooleanSupplier condition) {
        new WebDriverWait(browser, Patience.TIMEOUT, POLLING)
                .withMessage(() -> "message \"%s\", rows %s".formatted(message(), rows()))
                .until(ignored -> condition.getAsBoolean());
    }

    void type(String id, String text) {
        var input = browser.findElement(By.id(id));
        input.clear();
        input.sendKeys(text);
    }

    /** Presses keys at what has the focus. */
    void press(CharSequence... keys) {
        browser.switchTo().activeElement().sendKeys(keys);
    }

    void choose(String selector, String option) {
        new Select(browser.findElement(By.cssSelector(selector))).selectByVisibleText(option);
    }

    private static Row row(Object cells) {
        var texts = ((List<?>) cells).stream().map(String.class::cast).toList();
        return new Row(texts.get(0), texts.get(1), texts.get(2), texts.get(3), texts.get(4));
    }

    private static Optional<File> executable(String... names) {
        var folders = Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/bin"));
        return folders.flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).map(Path::toFile).findFirst();
    }
}
