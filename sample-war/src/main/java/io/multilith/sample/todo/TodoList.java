package io.multilith.sample.todo;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import io.multilith.resource.Searchable;

/** What todos are linked to. */
@Entity
public class TodoList {
    /** The longest {@link #getName() name}. */
    public static final int MAX_NAME = 60;

    @Id
    private String id;
    @NotBlank
    @Size(max = MAX_NAME)
    @Column(length = MAX_NAME)
    @Searchable
    private String name;

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
