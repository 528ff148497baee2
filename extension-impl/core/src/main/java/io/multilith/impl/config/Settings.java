package io.multilith.impl.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.multilith.problem.DeploymentProblems;

import static io.multilith.impl.config.ConfigMessages.MESSAGES;

/**
 * The values of the {@link Setting}s. Read them while the application is deployed, not on the path of a call.
 * Thread-safe.
 */
@ApplicationScoped
public class Settings {
    private static final String PREFIX = "multilith.";

    private final Config config = ConfigProvider.getConfig();

    /**
     * The global value, else the default. A value that cannot be parsed counts as absent here: {@link #check} reports it
     * and the deployment fails.
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting.key()));
    }

    /** The value of a service or collection, else the global one, else the default. */
    public <T> T get(Setting<T> setting, String owner) {
        return read(setting, setting.key(owner)).orElseGet(() -> get(setting));
    }

    /** The value of a method, else as {@link #get(Setting, String)}. */
    public <T> T get(Setting<T> setting, String service, String method) {
        return read(setting, setting.key(service + "." + method)).orElseGet(() -> get(setting, service));
    }

    /** The value that a method has for itself. */
    public <T> Optional<T> own(Setting<T> setting, String service, String method) {
        return read(setting, setting.key(service + "." + method));
    }

    /** The global value, else the default, if there is any. */
    public <T> Optional<T> find(Setting<T> setting) {
        return read(setting, setting.key()).or(setting::defaultValue);
    }

    /** Reports values that cannot be parsed and {@code multilith.*} keys that nobody reads. */
    public void check(Set<String> owners, DeploymentProblems problems) {
        var known = Setting.ALL.stream()
                .flatMap(setting -> setting.overridable()
                        ? Stream.concat(Stream.of(setting.key()), owners.stream().map(setting::key))
                        : Stream.of(setting.key()))
                .toList();
        // Two settings of one name share the owner's key, and its mistake.
        var invalid = new LinkedHashSet<String>();
        Setting.ALL.forEach(setting -> checkValues(setting, owners, invalid::add));
        invalid.forEach(problems::report);
        StreamSupport.stream(config.getPropertyNames().spliterator(), false).filter(key -> key.startsWith(PREFIX))
                .filter(key -> !isOfAnotherJar(key)).filter(key -> !known.contains(key)).sorted().distinct()
                .forEach(key -> problems.report(MESSAGES.unknownKey(key, nearest(key, known))));
    }

    private static boolean isOfAnotherJar(String key) {
        return Setting.OTHER_JARS.contains(key.substring(PREFIX.length()).replaceFirst("\\..*", ""));
    }

    private void checkValues(Setting<?> setting, Set<String> owners, DeploymentProblems problems) {
        var keys = setting.overridable()
                ? Stream.concat(Stream.of(setting.key()), owners.stream().map(setting::key))
                : Stream.of(setting.key());
        keys.forEach(key -> text(key).filter(text -> read(setting, key).isEmpty()).ifPresent(
                text -> problems.report(MESSAGES.invalidValue(key, text, setting.type(), setting.defaultText()))));
    }

    private <T> Optional<T> read(Setting<T> setting, String key) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(setting.parse().apply(text));
            } catch (RuntimeException invalid) {
                return Optional.empty();
            }
        });
    }

    private Optional<String> text(String key) {
        return config.getOptionalValue(key, String.class);
    }

    private static String nearest(String key, List<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> distance(key, candidate))).orElseThrow();
    }

    /** Levenshtein's distance: how many letters to change, add or leave out. */
    private static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= left.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var above = row[j];
                var change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
