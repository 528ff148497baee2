package io.multilith.backend.jpa;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;

/** An entity with an attribute of each type. */
@Entity
@Table(name = "thing")
public class Thing {
    @Id
    private String id;
    private String name;
    private Integer amount;
    private Long total;
    private BigDecimal price;
    private Double weight;
    private Boolean done;
    private boolean sure;
    private LocalDate birth;
    private LocalDateTime seen;
    @Convert(converter = Stamps.class)
    private Instant stamp;
    @Enumerated(EnumType.STRING)
    private Colour colour;
    @ElementCollection
    @CollectionTable(name = "thing_tags", joinColumns = @JoinColumn(name = "thing_id"))
    @OrderColumn(name = "place")
    @Column(name = "tag")
    private List<String> tags;
    @Embedded
    private Address address;

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

    public Integer getAmount() {
        return amount;
    }

    public void setAmount(Integer amount) {
        this.amount = amount;
    }

    public Long getTotal() {
        return total;
    }

    public void setTotal(Long total) {
        this.total = total;
    }

    public BigDecimal getPrice() {
        return price;
    }

    public void setPrice(BigDecimal price) {
        this.price = price;
    }

    public Double getWeight() {
        return weight;
    }

    public void setWeight(Double weight) {
        this.weight = weight;
    }

    public Boolean getDone() {
        return done;
    }

    public void setDone(Boolean done) {
        this.done = done;
    }

    public boolean isSure() {
        return sure;
    }

    public void setSure(boolean sure) {
        this.sure = sure;
    }

    public LocalDate getBirth() {
        return birth;
    }

    public void setBirth(LocalDate birth) {
        this.birth = birth;
    }

    public LocalDateTime getSeen() {
        return seen;
    }

    public void setSeen(LocalDateTime seen) {
        this.seen = seen;
    }

    public Instant getStamp() {
        return stamp;
    }

    public void setStamp(Instant stamp) {
        this.stamp = stamp;
    }

    public Colour getColour() {
        return colour;
    }

    public void setColour(Colour colour) {
        this.colour = colour;
    }

    public List<String> getTags() {
        return tags;
    }

    public void setTags(List<String> tags) {
        this.tags = tags;
    }

    public Address getAddress() {
        return address;
    }

    public void setAddress(Address address) {
        this.address = address;
    }

    /** Not in order of their names. */
    public enum Colour {
        RED, GREEN, blue, BLUE
    }

    /** Moments as they are written. */
    @Converter
    public static class Stamps implements AttributeConverter<Instant, String> {
        @Override
        public String convertToDatabaseColumn(Instant moment) {
            return moment == null ? null : moment.toString();
        }

        @Override
        public Instant convertToEntityAttribute(String text) {
            return text == null ? null : Instant.parse(text);
        }
    }

    /** Part of a thing. */
    @Embeddable
    public static class Address {
        private String street;
        private String town;

        public String getStreet() {
            return street;
        }

        public void setStreet(String street) {
            this.street = street;
        }

        public String getTown() {
            return town;
        }

        public void setTown(String town) {
            this.town = town;
        }
    }
}
