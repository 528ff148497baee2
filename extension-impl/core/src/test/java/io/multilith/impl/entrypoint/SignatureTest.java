package io.multilith.impl.entrypoint;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.rpc.Rpc;

import static org.assertj.core.api.Assertions.assertThat;

/** What arguments fit a method, and what those are told that do not: the method does not run then. */
@ExtendWith(WeldJunit5Extension.class)
class SignatureTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Desk.class);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            // missing, too many, unknown
            "pair|{\"args\":[1]}|/args", "pair|{\"args\":[]}|/args", "pair|{\"args\":[1,\"a\",2]}|/args",
            "pair|{\"kwargs\":{\"number\":1}}|/kwargs/text",
            "pair|{\"kwargs\":{\"number\":1,\"text\":\"a\",\"other\":1}}|/kwargs/other",
            "pair|{\"kwargs\":{\"number\":1,\"text\":\"a\",\"o/r\":1}}|/kwargs/o~1r",
            // of another type
            "pair|{\"args\":[\"1\",\"a\"]}|/args/0", "pair|{\"args\":[1,1]}|/args/1",
            "pair|{\"args\":[1.5,\"a\"]}|/args/0",
            "pair|{\"args\":[2147483648,\"a\"]}|/args/0", "pair|{\"args\":[-2147483649,\"a\"]}|/args/0",
            "pair|{\"args\":[true,\"a\"]}|/args/0", "pair|{\"args\":[1,true]}|/args/1",
            "pair|{\"args\":[1,{}]}|/args/1",
            "pair|{\"args\":[[1],\"a\"]}|/args/0", "flag|{\"args\":[\"true\"]}|/args/0", "flag|{\"args\":[1]}|/args/0",
            "aByte|{\"args\":[128]}|/args/0", "aLong|{\"args\":[9223372036854775808]}|/args/0",
            "aFloat|{\"args\":[1e39]}|/args/0", "aDouble|{\"args\":[1e309]}|/args/0",
            "letter|{\"args\":[\"ab\"]}|/args/0",
            "orders|{\"args\":[{}]}|/args/0", "order|{\"args\":[[]]}|/args/0", "order|{\"args\":[\"x\"]}|/args/0",
            "numbers|{\"args\":[[1]]}|/args/0",
            // null
            "pair|{\"args\":[null,\"a\"]}|/args/0", "pair|{\"kwargs\":{\"number\":null,\"text\":\"a\"}}|/kwargs/number",
            "order|{\"args\":[{\"line\":{\"item\":\"x\",\"count\":null}}]}|/args/0/line/count",
            // the rest
            "rest|{\"args\":[\"a\",1]}|/args/1", "rest|{\"args\":[\"a\",\"b\",\"c\",1]}|/args/3",
            "rest|{\"args\":[]}|/args", "rest|{\"args\":[\"a\",[\"b\",1]]}|/args/1/1",
            "rest|{\"kwargs\":{\"first\":\"a\",\"more\":\"b\"}}|/kwargs/more",
            "rest|{\"kwargs\":{\"more\":[]}}|/kwargs/first",
            // defaults
            "defaults|{\"args\":[]}|/args", "defaults|{\"args\":[1,\"x\"]}|/args/1",
            "defaults|{\"kwargs\":{\"count\":2}}|/kwargs/must", "defaults|{\"args\":[1,null]}|/args/1",
            "maybe|{\"args\":[1]}|/args/0", "maybe|{\"args\":[\"a\",\"b\"]}|/args/1",
            // generic
            "orders|{\"args\":[[{\"line\":{\"item\":\"x\",\"count\":1}},{\"lines\":1}]]}|/args/0/1/lines",
            "numbers|{\"args\":[{\"a\":[1],\"b\":[1,\"x\"]}]}|/args/0/b/1",
            "page|{\"args\":[{\"items\":[{\"item\":\"x\",\"cuont\":1}]}]}|/args/0/items/0/cuont",
            "inherited|{\"args\":[{\"line\":1}]}|/args/0/line",
            "inheritedAll|{\"args\":[[{\"line\":1}]]}|/args/0/0/line",
            // enum, records, classes
            "day|{\"args\":[\"Monday\"]}|/args/0", "day|{\"args\":[0]}|/args/0",
            "order|{\"args\":[{\"line\":{\"item\":\"x\",\"cuont\":1}}]}|/args/0/line/cuont",
            "order|{\"args\":[{\"line\":{\"item\":1}}]}|/args/0/line/item", "picky|{\"args\":[{\"even\":3}]}|/args/0",
            "bean|{\"args\":[{\"name\":\"a\"}]}|/args/0/name", "bean|{\"args\":[{\"secret\":\"a\"}]}|/args/0/secret",
            "bean|{\"args\":[{\"full-name\":1}]}|/args/0/full-name", "made|{\"args\":[{\"y\":1}]}|/args/0/y",
            "made|{\"args\":[{\"left\":\"a\"}]}|/args/0/left",
            // texts of a format
            "date|{\"args\":[\"tomorrow\"]}|/args/0", "date|{\"args\":[20260101]}|/args/0",
            "id|{\"args\":[\"x\"]}|/args/0",
            "zone|{\"args\":[\"Nowhere/Land\"]}|/args/0", "locale|{\"args\":[\"!\"]}|/args/0",
            "locale|{\"args\":[{}]}|/args/0",
            // validation
            "small|{\"args\":[11]}|/kwargs/number", "valid|{\"args\":[{\"name\":\" \"}]}|/kwargs/guest/name",
            "validAll|{\"args\":[[{\"name\":\"a\"},{\"name\":\"\"}]]}|/kwargs/guests/1/name",
            "validMap|{\"args\":[{\"x\":{\"name\":\"\"}}]}|/kwargs/guests/x/name",
            "validMap|{\"args\":[{\"a/b~c\":{\"name\":\"\"}}]}|/kwargs/guests/a~1b~0c/name"})
    void refuses_what_does_not_fit(String method, String body, String pointer) {
        var error = ask(method, body).getJsonObject("error");

        assertThat(error).isNotNull();
        assertThat(error.getString("className")).isEqualTo("bad-arguments");
        assertThat(error.getInt("status")).isEqualTo(422);
        assertThat(error.getJsonArray("errors")).extracting(one -> one.asJsonObject().getString("pointer"))
                .containsExactly(pointer);
        assertThat(weld.select(Desk.class).get().runs()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {"pair|{\"args\":[1,\"a\"]}|1a",
            "pair|{\"args\":[1,null]}|1null",
            "pair|{\"kwargs\":{\"text\":\"a\",\"number\":1}}|1a", "pair|{\"args\":[1.0,\"a\"]}|1a",
            "aLong|{\"args\":[9007199254740993]}|9007199254740993", "aByte|{\"args\":[-128]}|-128",
            "decimal|{\"args\":[0.10000000000000000000000000000000001]}|0.10000000000000000000000000000000001",
            "aDouble|{\"args\":[1]}|1.0", "flag|{\"args\":[true]}|true", "letter|{\"args\":[\"a\"]}|a",
            "rest|{\"args\":[\"a\"]}|a[]", "rest|{\"args\":[\"a\",\"b\"]}|a[b]",
            "rest|{\"args\":[\"a\",\"b\",\"c\"]}|a[b, c]",
            "rest|{\"args\":[\"a\",[\"b\",\"c\"]]}|a[b, c]", "rest|{\"args\":[\"a\",null]}|a[null]",
            "rest|{\"kwargs\":{\"first\":\"a\",\"more\":[\"b\"]}}|a[b]", "rest|{\"kwargs\":{\"first\":\"a\"}}|a[]",
            "restOfNumbers|{\"args\":[1,2,3]}|[1, 2, 3]", "restOfLists|{\"args\":[[1],[2,3]]}|[[1], [2, 3]]",
            "defaults|{\"args\":[1]}|1 7 seven WEDNESDAY [1, 2]",
            "defaults|{\"args\":[1,2]}|1 2 seven WEDNESDAY [1, 2]",
            "defaults|{\"args\":[1,2,\"two\",\"MONDAY\",[]]}|1 2 two MONDAY []",
            "defaults|{\"kwargs\":{\"must\":1,\"word\":\"x\"}}|1 7 x WEDNESDAY [1, 2]",
            "maybe|{\"args\":[]}|Optional.empty OptionalInt.empty OptionalLong.empty OptionalDouble.empty",
            "maybe|{\"kwargs\":{}}|Optional.empty OptionalInt.empty OptionalLong.empty OptionalDouble.empty",
            "maybe|{\"args\":[null,null,null,null]}|Optional.empty OptionalInt.empty OptionalLong.empty OptionalDouble.empty",
            "maybe|{\"args\":[\"a\",1,9007199254740993,1.5]}|Optional[a] OptionalInt[1] OptionalLong[9007199254740993] OptionalDouble[1.5]",
            "maybeOrder|{\"args\":[{\"line\":{\"item\":\"x\",\"count\":1}}]}|Optional[Order[line=Line[item=x, count=1]]]",
            "orders|{\"args\":[[{\"line\":{\"item\":\"x\",\"count\":1}}]]}|[Order[line=Line[item=x, count=1]]]",
            "numbers|{\"args\":[{\"a\":[1,2]}]}|{a=[1, 2]}",
            "page|{\"args\":[{\"items\":[{\"item\":\"x\",\"count\":1}]}]}|Page[items=[Line[item=x, count=1]]]",
            "inherited|{\"args\":[{\"line\":{\"item\":\"x\",\"count\":1}}]}|Order[line=Line[item=x, count=1]]",
            "inheritedAll|{\"args\":[[{\"line\":{\"item\":\"x\",\"count\":1}}]]}|[Order[line=Line[item=x, count=1]]]",
            "day|{\"args\":[\"MONDAY\"]}|MONDAY", "order|{\"args\":[{\"line\":null}]}|Order[line=null]",
            "order|{\"args\":[null]}|null",
            "picky|{\"args\":[{\"even\":2}]}|Picky[even=2]",
            "bean|{\"args\":[{\"full-name\":\"Ann\",\"age\":3}]}|Ann 3",
            "bean|{\"args\":[{\"born\":\"01.02.2026\"}]}|null 0 2026-02-01",
            "made|{\"args\":[{\"left\":1,\"right\":2}]}|1/2",
            "date|{\"args\":[\"2026-01-02\"]}|2026-01-02",
            "times|{\"args\":[\"2026-01-02T03:04:05\",\"03:04:05\",\"2026-01-02T03:04:05Z\",\"2026-01-02T03:04:05+01:00\",\"PT1M\",\"P1D\"]}|2026-01-02T03:04:05 03:04:05 2026-01-02T03:04:05Z 2026-01-02T03:04:05+01:00 PT1M P1D",
            "calendar|{\"args\":[\"2026\",\"2026-01\",\"--01-02\",\"2026-01-02T03:04:05+01:00[Europe/Berlin]\"]}|2026 2026-01 --01-02 2026-01-02T03:04:05+01:00[Europe/Berlin]",
            "oldDate|{\"args\":[\"2026-01-02T03:04:05Z\"]}|1767323045000",
            "zone|{\"args\":[\"Europe/Berlin\"]}|Europe/Berlin",
            "locale|{\"args\":[\"de-AT\"]}|de_AT",
            "id|{\"args\":[\"6b1e1f0e-4f3c-4f0e-9a55-5a3b0f2d8c11\"]}|6b1e1f0e-4f3c-4f0e-9a55-5a3b0f2d8c11",
            "any|{\"args\":[{\"a\":1}]}|{\"a\":1}", "small|{\"args\":[10]}|10", "valid|{\"args\":[{\"name\":\"a\"}]}|a",
            "validAll|{\"args\":[[{\"name\":\"a\"}]]}|1"})
    void takes_what_fits(String method, String body, String result) {
        var answer = ask(method, body);

        assertThat(answer).containsOnlyKeys("result");
        assertThat(answer.getString("result")).isEqualTo(result);
    }

    @Test
    void is_told_of_a_result_that_breaks_its_promise_as_a_fault_of_this_side() {
        var error = ask("promise", "{\"args\":[]}").getJsonObject("error");

        assertThat(error.getInt("status")).isEqualTo(500);
        assertThat(error.getString("errorId")).isNotEmpty();
        assertThat(error.toString()).doesNotContain("null");
    }

    @Test
    void refuses_a_body_of_ten_thousand_levels_and_lives() {
        var error = ask("any", "{\"args\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").getJsonObject("error");

        assertThat(error.getString("className")).isEqualTo("malformed-request");
        assertThat(ask("pair", "{\"args\":[1,\"a\"]}").getString("result")).isEqualTo("1a");
    }

    private JsonObject ask(String method, String body) {
        var question = Message.toQueue("rpc.desk", body).withSubject(method);
        var answer = weld.select(MessageBus.class).get().request(question, Instant.now().plusSeconds(5))
                .toCompletableFuture().join();
        try (var reader = Json.createReader(new StringReader(new String(answer.body(), StandardCharsets.UTF_8)))) {
            return reader.readObject();
        }
    }

    public record Line(String item, int count) {}

    public record Order(Line line) {}

    public record Page<T>(List<T> items) {}

    public record Guest(@NotBlank String name) {}

    public record Picky(int even) {
        public Picky {
            if (even % 2 != 0) {
                throw new IllegalArgumentException("odd");
            }
        }
    }

    /** A class of the old kind. */
    public static class Person {
        @JsonbProperty("full-name")
        private String name;
        private int age;
        @JsonbTransient
        private String secret;
        private LocalDate born;

        public void setName(String name) {
            this.name = name;
        }

        public void setAge(int age) {
            this.age = age;
        }

        public void setSecret(String secret) {
            this.secret = secret;
        }

        @JsonbDateFormat("dd.MM.yyyy")
        public void setBorn(LocalDate born) {
            this.born = born;
        }

        @Override
        public String toString() {
            return name + " " + age + (born == null ? "" : " " + born) + (secret == null ? "" : secret);
        }
    }

    public static final class Made {
        private final int x;
        private final int y;

        @JsonbCreator
        public Made(@JsonbProperty("left") int x, @JsonbProperty("right") int y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public String toString() {
            return x + "/" + y;
        }
    }

    static class Generic<T> {
        final AtomicInteger runs = new AtomicInteger();

        String ran(Object result) {
            runs.incrementAndGet();
            return String.valueOf(result);
        }

        @Rpc
        String inherited(T one) {
            return ran(((Order) one));
        }

        @Rpc
        String inheritedAll(List<? extends T> all) {
            return ran(List.of((Order) all.get(0)));
        }
    }

    @ServiceEntrypoint("desk")
    static class Desk extends Generic<Order> {
        int runs() {
            return runs.get();
        }

        @Rpc
        String pair(int number, String text) {
            return ran(number + text);
        }

        @Rpc
        String flag(boolean flag) {
            return ran(flag);
        }

        @Rpc
        String aByte(byte number) {
            return ran(number);
        }

        @Rpc
        String aLong(long number) {
            return ran(number);
        }

        @Rpc
        String aFloat(float number) {
            return ran(number);
        }

        @Rpc
        String aDouble(double number) {
            return ran(number);
        }

        @Rpc
        String decimal(BigDecimal number) {
            return ran(number);
        }

        @Rpc
        String letter(char letter) {
            return ran(letter);
        }

        @Rpc
        String rest(String first, String... more) {
            return ran(first + Arrays.toString(more));
        }

        @Rpc
        String restOfNumbers(int... numbers) {
            return ran(Arrays.toString(numbers));
        }

        @Rpc
        String restOfLists(List<Integer> first, int[]... more) {
            return ran(List.of(first, Arrays.stream(more[0]).boxed().toList()));
        }

        @Rpc
        String defaults(int must, @DefaultValue("7") int count, @DefaultValue("seven") String word,
                @DefaultValue("WEDNESDAY") DayOfWeek day, @DefaultValue("[1,2]") List<Integer> list) {
            return ran(must + " " + count + " " + word + " " + day + " " + list);
        }

        @Rpc
        String maybe(Optional<String> text, OptionalInt number, OptionalLong big, OptionalDouble fraction) {
            return ran(text + " " + number + " " + big + " " + fraction);
        }

        @Rpc
        String maybeOrder(Optional<Order> order) {
            return ran(order.map(Order::line).map(Order::new));
        }

        @Rpc
        String orders(List<Order> orders) {
            return ran(orders.stream().map(order -> new Order(order.line())).toList());
        }

        @Rpc
        String numbers(Map<String, List<Integer>> numbers) {
            return ran(Map.of("a", numbers.get("a").stream().map(number -> number + 0).toList()));
        }

        @Rpc
        String page(Page<Line> page) {
            return ran(new Page<>(page.items().stream().map(line -> new Line(line.item(), line.count())).toList()));
        }

        @Rpc
        String day(DayOfWeek day) {
            return ran(day);
        }

        @Rpc
        String order(Order order) {
            return ran(order);
        }

        @Rpc
        String picky(Picky picky) {
            return ran(picky);
        }

        @Rpc
        String bean(Person person) {
            return ran(person);
        }

        @Rpc
        String made(Made made) {
            return ran(made);
        }

        @Rpc
        String date(LocalDate date) {
            return ran(date);
        }

        @Rpc
        String times(LocalDateTime at, LocalTime time, Instant instant, OffsetDateTime there, Duration duration,
                Period period) {
            return ran(at + " " + time + " " + instant + " " + there + " " + duration + " " + period);
        }

        @Rpc
        String calendar(Year year, YearMonth month, MonthDay day, ZonedDateTime zoned) {
            return ran(year + " " + month + " " + day + " " + zoned);
        }

        @Rpc
        @SuppressWarnings("JavaUtilDate")
        String oldDate(Date date) {
            return ran(date.getTime());
        }

        @Rpc
        String zone(ZoneId zone) {
            return ran(zone);
        }

        @Rpc
        String locale(Locale locale) {
            return ran(locale);
        }

        @Rpc
        String id(UUID id) {
            return ran(id);
        }

        @Rpc
        String any(JsonObject any) {
            return ran(any);
        }

        @Rpc
        String small(@Max(10) int number) {
            return ran(number);
        }

        @Rpc
        String valid(@Valid Guest guest) {
            return ran(guest.name());
        }

        @Rpc
        String validAll(List<@Valid Guest> guests) {
            return ran(guests.size());
        }

        @Rpc
        String validMap(Map<String, @Valid Guest> guests) {
            return ran(guests.size());
        }

        @Rpc
        @NotNull
        @Valid
        Guest promise() {
            return null;
        }

        @Rpc
        @Min(1)
        int promisedNumber() {
            return 0;
        }
    }
}
