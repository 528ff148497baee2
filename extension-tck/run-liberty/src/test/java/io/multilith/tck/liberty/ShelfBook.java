package io.multilith.tck.liberty;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.validation.constraints.PositiveOrZero;

/** An entity, as an application has them. */
@Entity
public class ShelfBook {
    @Id
    private String id;
    @Column(unique = true, length = 200)
    private String title;
    @PositiveOrZero
    private int pages;

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public int getPages() {
        return pages;
    }

    public void setPages(int pages) {
        this.pages = pages;
    }
}
