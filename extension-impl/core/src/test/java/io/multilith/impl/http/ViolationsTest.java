package io.multilith.impl.http;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.PathParam;

import org.junit.jupiter.api.Test;

import io.multilith.entrypoint.Sensitive;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.FieldError;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;

/** What a client is told of what Bean Validation refused before its call reached the workers. */
class ViolationsTest {

    @Test
    void are_told_with_their_messages_where_nothing_is_sensitive() {
        var errors = errors("name", "x y", order("1", "2"));

        assertThat(errors).containsExactly(new FieldError("/name", "x y is not one word"));
    }

    @Test
    void of_a_sensitive_parameter_say_no_more_than_where_it_is() {
        var errors = errors("pin", "geheim 79", order("1", "2"));

        assertThat(errors).containsExactly(new FieldError("/pin", "is not valid"));
    }

    @Test
    void of_a_sensitive_part_of_the_body_say_no_more_than_where_it_is() {
        var errors = errors("name", "x", order("geheim 80", "2"));

        assertThat(errors).containsExactly(new FieldError("/cards/0/number", "is not valid"));
    }

    @Test
    void within_a_sensitive_place_do_not_say_which_key_it_was() {
        var errors = errors("limits", Map.of("geheim81", "x y"), order("1", "2"));

        assertThat(errors).containsExactly(new FieldError("/limits", "is not valid"));
    }

    @Test
    void of_what_has_a_sensitive_part_do_not_tell_that_part() {
        var errors = errors("name", "x", order("geheim82", "odd"));

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEmpty();
            assertThat(error.detail()).contains("***", "is odd").doesNotContain("geheim82");
        });
    }

    private static Order order(String number, String how) {
        return new Order(how, List.of(new Card(number)));
    }

    private static List<FieldError> errors(String name, Object value, Order order) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var method = List.of(Desk.class.getDeclaredMethods()).stream()
                    .filter(candidate -> candidate.getName().equals(name)).findFirst().orElseThrow();
            var violations = factory.getValidator().forExecutables().validateParameters(new Desk(), method,
                    new Object[]{value, order});
            return Violations.problem(new ConstraintViolationException(violations), new JsonCodec()).errors();
        }
    }

    public record Card(@Pattern(regexp = "\\w*", message = "${validatedValue} is no number") String number) {}

    @Even
    public record Order(String how, List<@Valid Card> cards) {}

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

    static class Desk {
        void name(
                @PathParam("name") @Pattern(regexp = "\\w*", message = "${validatedValue} is not one word") String name,
                @Valid @Sensitive("cards.number") Order order) {}

        void pin(
                @PathParam("pin") @Sensitive @Pattern(regexp = "\\w*", message = "${validatedValue} is no pin") String pin,
                @Valid @Sensitive("cards.number") Order order) {}

        void limits(@PathParam("limits") @Sensitive Map<String, @Pattern(regexp = "\\w*") String> limits,
                @Valid @Sensitive("cards.number") Order order) {}
    }
}
