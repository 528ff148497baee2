package io.multilith.backend.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

/** An entity with a value that is made when it is read. */
@Entity
@Table(name = "computed")
public class Computed {
    @Id
    private String id;
    private String name;
    @Transient
    private String greeting;

    @PostLoad
    void greet() {
        greeting = "Dear " + name;
    }

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

    public String getGreeting() {
        return greeting;
    }

    public void setGreeting(String greeting) {
        this.greeting = greeting;
    }
}
