package io.multilith.impl.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.impl.cdi.Configured;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {
    private final List<String> problems = new ArrayList<>();

    @AfterEach
    void forget() {
        Configured.release();
    }

    @Test
    void takes_the_owners_value_before_the_global_one_before_the_default() {
        var settings = settings(Map.of("multilith.greeter.timeout", "PT1S", "multilith.rpc.timeout", "PT2S"));

        assertThat(settings.get(Setting.RPC_TIMEOUT, "greeter")).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.get(Setting.RPC_TIMEOUT, "other")).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.get(Setting.RPC_TIMEOUT)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.get(Setting.EVENT_ATTEMPTS, "greeter")).isEqualTo(5);
    }

    @Test
    void fetches_ten_messages_ahead_for_each_call_that_can_run() {
        var settings = settings(Map.of("multilith.greeter.concurrency", "4", "multilith.greeter.slow.concurrency", "2",
                "multilith.greeter.bold.concurrency", "9"));

        assertThat(settings.prefetch("greeter")).isEqualTo(40);
        assertThat(settings.prefetch("greeter", "greet")).isEqualTo(40);
        assertThat(settings.prefetch("greeter", "slow")).isEqualTo(20);
        assertThat(settings.prefetch("greeter", "bold")).isEqualTo(40);
        assertThat(settings.prefetch("other", "slow")).isEqualTo(100);
    }

    @Test
    void knows_a_setting_without_value_and_default() {
        assertThat(settings(Map.of()).find(Setting.REALTIME_ALLOWED_ORIGINS)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void has_a_default_that_is_valid_and_a_description(Setting<?> setting) {
        assertThat(setting.defaultText().isEmpty() || setting.defaultValue().isPresent()).isTrue();
        assertThat(setting.description()).isNotBlank();
        assertThat(setting.key()).matches("multilith\\.[a-z-]+\\.[a-z-]+");
    }

    @Test
    void finds_nothing_wrong_with_known_keys() {
        check(Map.of("multilith.rpc.timeout", "PT2S", "multilith.greeter.concurrency", "3",
                "multilith.embedded-broker.directory", "x", "multilith.jpa.create-tables", "false", "amqp-host", "h",
                "other.key", "1", "multilith.placement.greeter", "Remote"), "greeter");

        assertThat(problems).isEmpty();
    }

    @Test
    void suggests_whose_placement_was_meant() {
        check(Map.of("multilith.placement.greter", "remote"), "greeter");

        assertThat(problems).singleElement().asString().contains("did you mean multilith.placement.greeter?");
    }

    @Test
    void suggests_the_nearest_key_for_one_that_is_not_known() {
        check(Map.of("multilith.rpc.timeot", "PT2S", "multilith.greeter.concurency", "3"), "greeter");

        assertThat(problems).satisfiesExactly(
                first -> assertThat(first).startsWith("ML0901").contains("multilith.greeter.concurency")
                        .contains("Fix: did you mean multilith.greeter.concurrency?"),
                second -> assertThat(second).startsWith("ML0901").contains("multilith.rpc.timeot")
                        .contains("Fix: did you mean multilith.rpc.timeout?"));
    }

    @Test
    void does_not_take_an_owners_key_for_a_setting_that_is_global_only() {
        check(Map.of("multilith.greeter.threads", "3"), "greeter");

        assertThat(problems).singleElement().asString().startsWith("ML0901").contains("multilith.greeter.threads");
    }

    @Test
    void takes_a_methods_value_ahead_of_the_services() {
        var settings = settings(Map.of("multilith.greeter.greet.concurrency", "2", "multilith.greeter.concurrency", "3",
                "multilith.worker.concurrency", "4"));

        assertThat(settings.get(Setting.WORKER_CONCURRENCY, "greeter", "greet")).isEqualTo(2);
        assertThat(settings.get(Setting.WORKER_CONCURRENCY, "greeter", "other")).isEqualTo(3);
        assertThat(settings.get(Setting.WORKER_CONCURRENCY, "other", "greet")).isEqualTo(4);
        assertThat(settings.own(Setting.WORKER_CONCURRENCY, "greeter", "greet")).contains(2);
        assertThat(settings.own(Setting.WORKER_CONCURRENCY, "greeter", "other")).isEmpty();
    }

    @Test
    void knows_the_keys_of_methods_and_suggests_the_nearest() {
        check(Map.of("multilith.greeter.greetAll.concurrency", "2", "multilith.greeter.greet.timeout", "PT1S",
                "multilith.greeter.gret.concurrency", "2", "multilith.greeter.greetAll.atempts", "2",
                "multilith.greeter.greet.backend", "memory"), "greeter");

        assertThat(problems).satisfiesExactly(
                first -> assertThat(first).startsWith("ML0901").contains("multilith.greeter.greet.backend"),
                second -> assertThat(second).startsWith("ML0901").contains("multilith.greeter.greetAll.atempts")
                        .contains("Fix: did you mean multilith.greeter.greetAll.attempts?"),
                third -> assertThat(third).startsWith("ML0901").contains("multilith.greeter.gret.concurrency")
                        .contains("Fix: did you mean multilith.greeter.greet.concurrency?"));
    }

    @Test
    void reports_a_methods_value_that_is_none() {
        check(Map.of("multilith.greeter.greet.concurrency", "many"), "greeter");

        assertThat(problems).singleElement().asString().startsWith("ML0900")
                .contains("multilith.greeter.greet.concurrency = \"many\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "PT0S", "PT-1S", "ten seconds"})
    void reports_a_duration_that_is_none(String value) {
        check(Map.of("multilith.rpc.timeout", value));

        assertThat(problems).singleElement().asString().startsWith("ML0900")
                .contains("multilith.rpc.timeout = \"" + value + "\"").contains("Fix:").contains("PT10S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "many", "99999999999"})
    void reports_a_number_that_is_none(String value) {
        check(Map.of("multilith.greeter.attempts", value), "greeter");

        assertThat(problems).singleElement().asString().startsWith("ML0900")
                .contains("multilith.greeter.attempts = \"" + value + "\"");
    }

    private static List<Setting<?>> all() {
        return Setting.ALL;
    }

    private void check(Map<String, String> keys, String... owners) {
        settings(keys).check(Set.of(owners), owner -> Set.of("greet", "greetAll"), problems::add);
    }

    private static Settings settings(Map<String, String> keys) {
        Configured.register(keys);
        return new Settings();
    }
}
