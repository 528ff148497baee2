package io.multilith.sample.todo;

import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import io.multilith.resource.Indexed;
import io.multilith.resource.Searchable;

/**
 * Something to do. The list that it is on is a link of the relation {@code list}. No record but an entity, with getters and
 * setters, so that the backend {@code jpa} can keep it, too; the other backends do not mind.
 */
@Entity
@Table(indexes = @Index(columnList = "done"))
public class Todo {
    /** The longest {@link #getText() text}. */
    public static final int MAX_TEXT = 200;

    @Id
    private String id;
    @NotBlank
    @Size(max = MAX_TEXT)
    @Column(length = MAX_TEXT)
    @Searchable
    private String text;
    @Indexed
    private boolean done;
    private LocalDate due;

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public boolean isDone() {
        return done;
    }

    public void setDone(boolean done) {
        this.done = done;
    }

    public LocalDate getDue() {
        return due;
    }

    public void setDue(LocalDate due) {
        this.due = due;
    }
}
