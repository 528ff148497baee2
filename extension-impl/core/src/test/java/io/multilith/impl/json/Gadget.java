package io.multilith.impl.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import io.multilith.resource.Hidden;
import io.multilith.resource.ReadOnly;

/** A record with a field of each type and demand that schemas tell of. */
@SuppressWarnings("ArrayRecordComponent") // it is there to be described
public record Gadget(String id, @NotNull @Size(min = 2, max = 4) String name, @NotBlank String title,
        @Pattern(regexp = "[a-z]+") String code, int count, @Min(1) int least, @Max(10) Long most, short small,
        BigInteger huge, @DecimalMin("0.5") @DecimalMax(value = "2.5", inclusive = false) BigDecimal rate,
        @PositiveOrZero double weight, @Negative Integer debt, boolean on, Boolean maybe, Color color, char letter,
        UUID key, URI link, LocalDate day, Instant moment, @NotEmpty List<@NotNull @Size(max = 3) String> tags,
        Set<Integer> numbers, int[] sizes, Map<String, @Min(0) Integer> stock, Optional<@Size(max = 3) String> nick,
        @Valid Part part, Part unchecked, List<@Valid Part> parts, JsonObject extra, Object anything,
        @JsonbProperty("other-name") @Size(max = 2) String otherName, @ReadOnly Integer stamp,
        @Hidden String secret) {

    /** A choice. */
    public enum Color {
        red, green
    }

    /** Contains itself. */
    public record Part(@NotNull String label, @Valid Part inner) {}
}
