package ${package};

import jakarta.validation.constraints.NotBlank;

/** What is in the library. */
public record Book(String id, @NotBlank String title) {}
