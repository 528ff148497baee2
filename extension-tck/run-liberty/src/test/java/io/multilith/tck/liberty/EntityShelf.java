package io.multilith.tck.liberty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.json.bind.JsonbBuilder;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.tck.Item;

/** An application with the collection of the contract, whose records are entities. */
@ApplicationPath("api")
public class EntityShelf extends Application {
    /** Says nothing of a backend. */
    @ResourceCollection("item")
    public static class Items implements ResourceModel<ItemRow> {}

    /** All that the backend wants of an application. */
    @ApplicationScoped
    public static class Entities {
        @Produces
        @PersistenceContext
        EntityManager entities;
    }

    /** What {@link Item} is, as an entity. */
    @Entity
    public static class ItemRow {
        @Id
        private String id;
        private String name;
        @Column(name = "amount")
        private Long count;
        @Column(precision = 19, scale = 4)
        private BigDecimal price;
        private Boolean done;
        @Column(name = "birth")
        private LocalDate day;
        @Enumerated(EnumType.STRING)
        private Item.Colour colour;
        @Convert(converter = Words.class)
        private List<String> tags;
        @Embedded
        private Place address;

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

        public Long getCount() {
            return count;
        }

        public void setCount(Long count) {
            this.count = count;
        }

        public BigDecimal getPrice() {
            return price;
        }

        public void setPrice(BigDecimal price) {
            this.price = price;
        }

        public Boolean getDone() {
            return done;
        }

        public void setDone(Boolean done) {
            this.done = done;
        }

        public LocalDate getDay() {
            return day;
        }

        public void setDay(LocalDate day) {
            this.day = day;
        }

        public Item.Colour getColour() {
            return colour;
        }

        public void setColour(Item.Colour colour) {
            this.colour = colour;
        }

        public List<String> getTags() {
            return tags;
        }

        public void setTags(List<String> tags) {
            this.tags = tags;
        }

        public Place getAddress() {
            return address;
        }

        public void setAddress(Place address) {
            this.address = address;
        }
    }

    /** Part of an item. */
    @Embeddable
    public static class Place {
        private String street;
        private String zip;

        public String getStreet() {
            return street;
        }

        public void setStreet(String street) {
            this.street = street;
        }

        public String getZip() {
            return zip;
        }

        public void setZip(String zip) {
            this.zip = zip;
        }
    }

    /** No words are not the same as none, which a table of words could not tell apart. */
    @Converter
    public static class Words implements AttributeConverter<List<String>, String> {
        @Override
        public String convertToDatabaseColumn(List<String> words) {
            return words == null ? null : JsonbBuilder.create().toJson(words);
        }

        @Override
        public List<String> convertToEntityAttribute(String text) {
            return text == null ? null : List.of(JsonbBuilder.create().fromJson(text, String[].class));
        }
    }
}
