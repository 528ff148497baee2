package io.multilith.impl.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
    private static final int AHEAD = 10;

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

    /** The value of a service or collection, else the global one; empty when the configuration has neither. */
    public <T> Optional<T> configured(Setting<T> setting, String owner) {
        return read(setting, setting.key(owner)).or(() -> read(setting, setting.key()));
    }

    /** The value of a method, else as {@link #get(Setting, String)}. */
    public <T> T get(Setting<T> setting, String service, String method) {
        return read(setting, setting.key(service + "." + method)).orElseGet(() -> get(setting, service));
    }

    /** The value that a method has for itself. */
    public <T> Optional<T> own(Setting<T> setting, String service, String method) {
        return read(setting, setting.key(service + "." + method));
    }

    /** Where a service or collection is to be. */
    public Placement placement(String owner) {
        return get(Setting.placement(owner));
    }

    /** How many messages a service takes ahead: some for each call of it that can run at once. */
    public int prefetch(String service) {
        return get(Setting.WORKER_CONCURRENCY, service) * AHEAD;
    }

    /** How many messages a method takes ahead; by its own concurrency where that is the smaller one. */
    public int prefetch(String service, String method) {
        var own = own(Setting.WORKER_CONCURRENCY, service, method).map(concurrency -> concurrency * AHEAD);
        return Math.min(prefetch(service), own.orElse(Integer.MAX_VALUE));
    }

    /** The global value, else the default, if there is any. */
    public <T> Optional<T> find(Setting<T> setting) {
        return read(setting, setting.key()).or(setting::defaultValue);
    }

    /**
     * Reports values that cannot be parsed and {@code multilith.*} keys that nobody reads.
     *
     * @param owners
     *            services and collections
     * @param methods
     *            the names of the methods of an owner
     */
    public void check(Set<String> owners, Function<String, Set<String>> methods, DeploymentProblems problems) {
        var qualified = owners.stream()
                .flatMap(owner -> methods.apply(owner).stream().map(method -> owner + "." + method)).toList();
        var settings = Stream.concat(Setting.ALL.stream(), owners.stream().map(Setting::placement)).toList();
        var known = settings.stream().flatMap(setting -> keys(setting, owners, qualified)).toList();
        // Two settings of one name share the owner's key, and its mistake.
        var invalid = new LinkedHashSet<String>();
        settings.forEach(setting -> keys(setting, owners, qualified)
                .forEach(key -> checkValue(setting, key, invalid::add)));
        invalid.forEach(problems::report);
        StreamSupport.stream(config.getPropertyNames().spliterator(), false).filter(key -> key.startsWith(PREFIX))
                .filter(key -> !isOfAnotherJar(key)).filter(key -> !known.contains(key)).sorted().distinct()
                .forEach(key -> problems.report(MESSAGES.unknownKey(key, nearest(key, known))));
    }

    private static Stream<String> keys(Setting<?> setting, Set<String> owners, List<String> methods) {
        var ofOwners = setting.overridable() ? owners.stream().map(setting::key) : Stream.<String>empty();
        var ofMethods = setting.isOfMethods() ? methods.stream().map(setting::key) : Stream.<String>empty();
        return Stream.of(Stream.of(setting.key()), ofOwners, ofMethods).flatMap(Function.identity());
    }

    private static boolean isOfAnotherJar(String key) {
        return Setting.OTHER_JARS.contains(key.substring(PREFIX.length()).replaceFirst("\\..*", ""));
    }

    private void checkValue(Setting<?> setting, String key, DeploymentProblems problems) {
        text(key).filter(text -> read(setting, key).isEmpty()).ifPresent(
                text -> problems.report(MESSAGES.invalidValue(key, text, setting.type(), setting.defaultText())));
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
