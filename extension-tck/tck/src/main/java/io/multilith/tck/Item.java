package io.multilith.tck;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The record that {@link ResourceBackendContract} writes, with a field of each sort; all but the id may be missing. A backend
 * that maps records to classes of its own needs one with the same JSON. Immutable.
 *
 * @param id
 *     a text of up to 255 characters of any script
 * @param name
 *     a text of any length
 * @param count
 *     any 64 bits
 * @param price
 *     up to 15 digits before the point and 4 behind
 * @param done
 *     yes or no
 * @param day
 *     {@code "2026-01-31"} in JSON
 * @param colour
 *     its name in JSON
 * @param tags
 *     in an order that is kept
 * @param address
 *     an object of two texts
 * @since 0.1
 */
public record Item(String id, String name, Long count, BigDecimal price, Boolean done, LocalDate day, Colour colour,
        List<String> tags, Address address) {

    /** Some colours. */
    public enum Colour {
        /** The last one by name. */
        RED,
        /** The one between. */
        GREEN,
        /** The first one by name. */
        BLUE
    }

    /**
     * A part of an item. Immutable.
     *
     * @param street
     *     a text
     * @param zip
     *     a text
     */
    public record Address(String street, String zip) {}
}
