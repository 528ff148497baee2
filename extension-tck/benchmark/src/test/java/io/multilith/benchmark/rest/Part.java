package io.multilith.benchmark.rest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/** What both keep. */
public record Part(String id, @NotBlank @Size(max = 100) String name, @PositiveOrZero int number, boolean stocked,
        double weight) {}
