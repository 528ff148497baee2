package io.multilith.sample.power;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.multilith.resource.Searchable;

/**
 * A number and, when it is done, its square.
 *
 * @param id
 *            made by the server when absent
 * @param value
 *            the number
 * @param status
 *            pending unless given
 * @param result
 *            the square, once it is done
 * @param description
 *            anything
 */
public record Power(String id, @NotNull Integer value, Status status, Long result,
        @Searchable @Size(max = 200) String description) {

    /** Whether the square is there. */
    public enum Status {
        pending, done
    }

    @JsonbCreator
    public Power {
        status = status == null ? Status.pending : status;
    }
}
