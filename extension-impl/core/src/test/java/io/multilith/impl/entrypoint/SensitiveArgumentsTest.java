package io.multilith.impl.entrypoint;

import java.io.StringReader;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
import io.multilith.events.Event;
import io.multilith.events.Priority;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;
import io.multilith.impl.cdi.LogRecords;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.Rpc;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;

/** That sensitive values get to the method and nowhere else. */
@ExtendWith(WeldJunit5Extension.class)
class SensitiveArgumentsTest {
    private static final String NUMBER = "4111222233334444";
    private static final String PIN = "s3cret";

    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @RegisterExtension
    final LogRecords log = new LogRecords();

    @WeldSetup
    final WeldInitiator weld = Deployed.application(Till.class);

    @Test
    void get_to_the_method() {
        assertThat(ask("pay", order("echo")).getString("result")).isEqualTo(NUMBER + PIN);
    }

    @ParameterizedTest
    @CsvSource({"expected,400", "problem,409", "fault,500", "error,500"})
    void are_left_out_of_what_a_method_throws(String how, int status) {
        var error = ask("pay", order(how)).getJsonObject("error");

        assertThat(error.getInt("status")).isEqualTo(status);
        assertNothingIsTold(error);
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains("till.pay", "***"));
    }

    @Test
    void are_left_out_of_a_stack_trace_that_tells_the_place_and_the_cause_all_the_same() {
        ask("pay", order("fault"));

        assertThat(log.lines()).filteredOn(line -> line.contains("ML0120")).singleElement().asString()
                .contains("IllegalStateException: cannot charge ***", "Caused by", "SensitiveArgumentsTest");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "[{\"how\":\"x\",\"card\":{\"number\":4111222233334444}},\"s3cret\"]|/args/0/card/number",
            "[{\"how\":\"x\",\"card\":{\"number\":{\"4111222233334444\":1}}},\"s3cret\"]|/args/0/card/number",
            "[{\"how\":\"x\",\"card\":{\"number\":\"4111222233334444\"}},{\"s3cret\":1}]|/args/1",
            "[{\"how\":\"x\",\"card\":{\"number\":\"4111222233334444x\"}},\"s3cret\"]|/kwargs/order/card/number",
            "[{\"how\":\"odd\",\"card\":{\"number\":\"4111222233334444\"}},\"s3cret\"]|/kwargs/order",
            "[{\"how\":\"x\",\"card\":{\"number\":\"4111222233334444\"}},\"s3cret!\"]|/kwargs/pin"})
    void are_left_out_of_what_is_told_of_arguments_that_do_not_fit(String arguments, String pointer) {
        var error = ask("pay", "{\"args\":" + arguments + "}").getJsonObject("error");

        assertThat(error.getString("className")).isEqualTo("bad-arguments");
        assertThat(error.getJsonArray("errors")).extracting(one -> one.asJsonObject().getString("pointer"))
                .containsExactly(pointer);
        assertNothingIsTold(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {"spell|[[\"s\",\"3\",\"c\",\"r\",\"e\",\"t\"]]",
            "count|[[115,51,99,114,101,116]]", "look|[{\"s3cret\":1}]", "look|[{\"a\":1,\"/s3cret\":2}]",
            "search|[{\"within\":[{\"s3cret\":1}]}]"})
    void are_left_out_though_they_are_arrays_of_characters_or_keys_of_maps(String method, String arguments) {
        var error = ask(method, "{\"args\":" + arguments + "}").getJsonObject("error");

        assertNothingIsTold(error);
        assertThat(log.lines()).singleElement().asString().contains("till." + method, "***");
    }

    @Test
    void are_left_out_though_a_java_value_is_an_array_of_characters() {
        var call = Invocation.of(Methods.find(weld.getBeanManager(), Till.class, "spell"));
        var arguments = new Arguments.Values(List.of(PIN.toCharArray()));

        weld.select(Workers.class).get()
                .runHere(new Invocation(call.caller(), call.method(), arguments, call.context()), () -> {
                    throw new IllegalStateException("no " + PIN);
                });

        assertThat(log.lines()).singleElement().asString().contains("no ***").doesNotContain(PIN);
    }

    @Test
    void are_left_out_of_the_failure_to_write_a_result() {
        var error = ask("leak", "{\"args\":[\"" + PIN + "\"]}").getJsonObject("error");

        assertThat(error.getString("className")).isEqualTo("unwritable-result");
        assertNothingIsTold(error);
        assertThat(log.lines()).singleElement().asString().contains("no ***", "getPin");
    }

    @Test
    void are_left_out_when_they_come_as_java_values() {
        var call = Invocation.of(Methods.find(weld.getBeanManager(), Till.class, "pay"));
        var arguments = Arguments.of(new Order("x", new Card(NUMBER)), PIN);

        var result = weld.select(Workers.class).get()
                .runHere(new Invocation(call.caller(), call.method(), arguments, call.context()), () -> {
                    throw new IllegalStateException("cannot charge " + NUMBER + " with " + PIN);
                }).toCompletableFuture().join();

        assertThat(result).isInstanceOf(WorkerResult.Failed.class);
        assertThat(log.lines()).singleElement().asString().contains("cannot charge *** with ***")
                .doesNotContain(NUMBER, PIN);
    }

    @Test
    void are_left_out_of_the_failure_of_an_attempt() {
        var call = Invocation.of(Methods.find(weld.getBeanManager(), Till.class, "pay"));
        var arguments = Arguments.of(new Order("fault", new Card(NUMBER)), PIN);

        weld.select(Workers.class).get().run(new Invocation(call.caller(), call.method(), arguments, call.context()),
                new Attempt(1, 2)).toCompletableFuture().join();

        assertThat(log.lines()).singleElement().asString().contains("ML0129", "***").doesNotContain(NUMBER, PIN);
    }

    @Test
    void go_by_their_names_in_json() {
        fail("transfer", new Transfer(new Account(NUMBER)), "cannot send to " + NUMBER);

        assertThat(log.lines()).singleElement().asString().contains("cannot send to ***").doesNotContain(NUMBER);
    }

    @Test
    void are_not_searched_for_in_words_when_they_are_shorter_than_three_characters() {
        fail("transfer", new Transfer(new Account("12")), "cannot send to 12 before 12:30");

        assertThat(log.lines()).singleElement().asString().contains("cannot send to 12 before 12:30");
    }

    private void fail(String method, Object argument, String told) {
        var call = Invocation.of(Methods.find(weld.getBeanManager(), Till.class, method));
        weld.select(Workers.class).get().runHere(
                new Invocation(call.caller(), call.method(), Arguments.of(argument), call.context()), () -> {
                    throw new IllegalStateException(told);
                });
    }

    @Test
    void are_left_out_when_they_come_in_a_body() {
        var call = Invocation.of(Methods.find(weld.getBeanManager(), Till.class, "wire"));
        var card = Json.createObjectBuilder().add("card", Json.createObjectBuilder().add("number", NUMBER)).build();
        var event = new Event("1", "shop", "shop.paid", Optional.empty(), Instant.EPOCH,
                Json.createObjectBuilder().add("pin", PIN).build(), Priority.NORMAL, Map.of());
        var arguments = Arguments.of(card.toString().getBytes(StandardCharsets.UTF_8), event);

        weld.select(Workers.class).get()
                .runHere(new Invocation(call.caller(), call.method(), arguments, call.context()), () -> {
                    throw new IllegalStateException("cannot charge " + NUMBER + " with " + PIN);
                });

        assertThat(log.lines()).singleElement().asString().contains("cannot charge *** with ***")
                .doesNotContain(NUMBER, PIN);
    }

    @Test
    void are_not_looked_for_where_nothing_is_marked() {
        ask("open", "{\"args\":[\"" + PIN + "\"]}");

        assertThat(log.traces()).singleElement().asString().contains(PIN);
    }

    private void assertNothingIsTold(JsonObject error) {
        assertThat(error.toString()).doesNotContain(NUMBER, PIN);
        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(NUMBER) || line.contains(PIN));
        assertThat(log.traces()).noneMatch(line -> line.contains(NUMBER) || line.contains(PIN));
    }

    private static String order(String how) {
        return "{\"args\":[{\"how\":\"" + how + "\",\"card\":{\"number\":\"" + NUMBER + "\"}},\"" + PIN + "\"]}";
    }

    private JsonObject ask(String method, String body) {
        var question = Message.toQueue("rpc.till", body).withSubject(method);
        var answer = weld.select(MessageBus.class).get().request(question, Instant.now().plusSeconds(5))
                .toCompletableFuture().join();
        try (var reader = Json.createReader(new StringReader(new String(answer.body(), StandardCharsets.UTF_8)))) {
            return reader.readObject();
        }
    }

    public record Card(@Pattern(regexp = "[0-9]*", message = "${validatedValue} is no number") String number) {}

    public record Account(@JsonbProperty("iban_code") String iban) {}

    public record Transfer(Account account) {}

    @Even
    public record Order(String how, @Valid Card card) {}

    public record Holder(List<Map<String, Integer>> within) {}

    /** Tells what it was made of where nobody expects it. */
    public static class Leaky {
        private final String pin;

        Leaky(String pin) {
            this.pin = pin;
        }

        public String getPin() {
            throw new IllegalStateException("no " + pin);
        }
    }

    /** Tells all of what it refuses, as careless constraints do. */
    @Constraint(validatedBy = EvenOrder.class)
    @Target(TYPE)
    @Retention(RUNTIME)
    public @interface Even {
        String message() default "${validatedValue} is odd";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class EvenOrder implements ConstraintValidator<Even, Order> {
        @Override
        public boolean isValid(Order order, ConstraintValidatorContext context) {
            return !order.how().equals("odd");
        }
    }

    static class Declined extends Exception {
        private static final long serialVersionUID = 1L;

        Declined(String message) {
            super(message);
        }
    }

    @ServiceEntrypoint("till")
    static class Till {
        public void transfer(@Sensitive("account.iban_code") Transfer transfer) {}

        public void wire(@Sensitive("card.number") byte[] body, @Sensitive("pin") Event event) {}

        @Rpc
        String pay(@Valid @Sensitive("card.number") Order order,
                @Sensitive @Pattern(regexp = "\\w*", message = "${validatedValue} is no pin") String pin)
                throws Declined {
            var told = "cannot charge " + order.card().number() + " with " + pin;
            switch (order.how()) {
                case "expected" -> throw new Declined(told);
                case "problem" -> throw new ProblemException(ErrorName.CONFLICT, "declined", told);
                case "fault" -> throw new IllegalStateException(told, new IllegalArgumentException(told));
                case "error" -> throw new AssertionError(told);
                default -> {
                    return order.card().number() + pin;
                }
            }
        }

        @Rpc
        void spell(@Sensitive char[] pin) {
            throw new IllegalStateException("no " + new String(pin) + ", " + Arrays.toString(pin));
        }

        @Rpc
        void count(@Sensitive byte[] pin) {
            throw new IllegalStateException("no " + new String(pin, StandardCharsets.UTF_8));
        }

        @Rpc
        void look(@Sensitive Map<String, Integer> pins) {
            throw new IllegalStateException("no " + pins);
        }

        @Rpc
        void search(@Sensitive("within") Holder holder) {
            throw new IllegalStateException("no " + holder);
        }

        @Rpc
        Leaky leak(@Sensitive String pin) {
            return new Leaky(pin);
        }

        @Rpc
        List<String> open(String text) {
            throw new IllegalStateException(text);
        }
    }
}
