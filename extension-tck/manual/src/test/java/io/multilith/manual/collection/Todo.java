package io.multilith.manual.collection;

import java.time.Instant;
import java.time.LocalDate;

import jakarta.validation.constraints.NotBlank;

import io.multilith.resource.Hidden;
import io.multilith.resource.Indexed;
import io.multilith.resource.ReadOnly;
import io.multilith.resource.Searchable;
import io.multilith.resource.WriteOnce;

// tag::collection-record[]
public record Todo(String id, @NotBlank @Searchable String text, LocalDate due, @Indexed boolean done,
        @WriteOnce String owner, @ReadOnly Instant changed, @Hidden String note) {
    // end::collection-record[]
    Todo with(boolean isDone, Instant now) {
        return new Todo(id, text, due, isDone, owner, now, note);
    }
}
