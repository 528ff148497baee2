package io.multilith.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** The pages of the manual: their Java is compiled and run, their links lead somewhere, their keys exist. */
class ManualTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path CONFIGURATION = ROOT.resolve("docs/configuration.md");

    private static final Pattern BLOCK = Pattern.compile("(?m)(^<!-- (.*) -->\n)?^```java\n((?s:.*?))^```$");
    private static final Pattern REGION = Pattern
            .compile("(?m)^ *// tag::([a-z-]+)\\[]\n((?s:.*?))^ *// end::\\1\\[]$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern KEY = Pattern.compile("`(multilith\\.[^`= ]+)(?:=[^`]*)?`");
    private static final Pattern KEY_ROW = Pattern.compile("(?m)^\\| `(multilith\\.[^`]+)` \\| ([^|]*) \\|");

    private static Map<String, String> regions;

    @BeforeAll
    static void collectRegions() throws IOException {
        regions = new TreeMap<>();
        for (var source : sources()) {
            REGION.matcher(Files.readString(source)).results()
                    .forEach(found -> assertThat(regions.put(found.group(1), found.group(2)))
                            .as("%s is used once: %s", found.group(1), source).isNull());
        }
    }

    @TestFactory
    Stream<DynamicTest> shows_java_that_is_compiled_here() throws IOException {
        return pages().stream().flatMap(page -> find(BLOCK, page).map(
                block -> dynamicTest(page.getFileName() + " " + block.group(2), () -> checkBlock(page, block))));
    }

    @Test
    void uses_every_region() throws IOException {
        var used = pages().stream().flatMap(page -> find(BLOCK, page)).map(MatchResult::group)
                .collect(Collectors.joining());

        assertThat(regions.keySet()).isNotEmpty()
                .allSatisfy(name -> assertThat(used).contains("<!-- snippet: " + name + " -->"));
    }

    @Test
    void links_to_what_is_there() throws IOException {
        assertThat(pages()).allSatisfy(page -> assertThat(find(LINK, page).map(link -> link.group(1))
                .filter(link -> Files.notExists(page.resolveSibling(link)))).as(page.toString()).isEmpty());
    }

    @Test
    void is_complete_in_its_index() throws IOException {
        var index = Files.readString(ROOT.resolve("docs/manual/README.md"));

        assertThat(pages()).filteredOn(page -> !page.endsWith("README.md"))
                .allSatisfy(page -> assertThat(index).containsPattern("[(/]" + page.getFileName() + "\\)"));
    }

    @Test
    void names_keys_that_exist() throws IOException {
        var known = find(KEY_ROW, CONFIGURATION).map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(pages()).allSatisfy(page -> assertThat(find(KEY, page).map(key -> key.group(1))
                .filter(key -> !known.contains(key) && !isOfAService(key))).as(page.toString()).isEmpty());
    }

    @Test
    void gives_the_defaults_of_the_configuration_page() throws IOException {
        var defaults = find(KEY_ROW, CONFIGURATION)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(pages()).allSatisfy(page -> assertThat(find(KEY_ROW, page)
                .filter(row -> !row.group(2).equals(defaults.get(row.group(1)))).map(MatchResult::group))
                .as(page.toString()).isEmpty());
    }

    /** Such as {@code multilith.<service>.timeout}: some key of that name may be given for a service or collection of its own. */
    private static boolean isOfAService(String key) {
        var name = key.substring(key.lastIndexOf('.') + 1);
        return key.matches("multilith\\.<(service|collection)>\\..*")
                && find(Pattern.compile("(?m)^\\| `multilith\\.[a-z]+\\."
                        + Pattern.quote(name) + "` .*by service.*$"), CONFIGURATION).findAny().isPresent();
    }

    private static void checkBlock(Path page, MatchResult block) throws IOException {
        var note = block.group(2);
        assertThat(note).as("the comment above a block of %s", page).isNotNull();
        if (note.startsWith("from ")) {
            assertThat(lines(Files.readString(ROOT.resolve(note.substring("from ".length())))))
                    .contains(lines(block.group(3)).replaceFirst("\n}$", ""));
        } else {
            assertThat(note).startsWith("snippet: ");
            assertThat(regions).containsKey(note.substring("snippet: ".length()));
            assertThat(lines(block.group(3))).isEqualTo(lines(regions.get(note.substring("snippet: ".length()))));
        }
    }

    /** Without the indentation that all lines share, and without the tags of regions inside. */
    private static String lines(String code) {
        return code.lines().filter(line -> !line.strip().matches("// (tag|end)::.*"))
                .collect(Collectors.joining("\n")).stripIndent().strip();
    }

    private static Stream<MatchResult> find(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> pages() throws IOException {
        try (var files = Files.list(ROOT.resolve("docs/manual"))) {
            var pages = new ArrayList<>(files.filter(file -> file.toString().endsWith(".md")).sorted().toList());
            pages.add(ROOT.resolve("README.md"));
            pages.add(ROOT.resolve("docs/testing.md"));
            return pages;
        }
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*/src/(main|test)/java/.*\\.java")).toList();
        }
    }
}
