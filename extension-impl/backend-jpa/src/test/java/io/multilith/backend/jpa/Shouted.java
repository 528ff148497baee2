package io.multilith.backend.jpa;

import java.util.Locale;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity whose name is kept in upper case, as its class says. */
@Entity
@Table(name = "computed")
@Convert(attributeName = "name", converter = Shouted.Upper.class)
public class Shouted {
    @Id
    private String id;
    private String name;

    /** Makes it so. */
    @Converter
    public static class Upper implements AttributeConverter<String, String> {
        @Override
        public String convertToDatabaseColumn(String text) {
            return text == null ? null : text.toUpperCase(Locale.ROOT);
        }

        @Override
        public String convertToEntityAttribute(String text) {
            return text;
        }
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
}
