package io.multilith.impl.json;

import java.util.Optional;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;

/**
 * JSON Schema 2020-12 of what the codec accepts and shows, with what Bean Validation demands besides. Thread-safe.
 */
@Singleton
public class JsonSchemas {
    /** Of schemas that stand for themselves. */
    public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Optional<Validator> validator;

    @Inject
    JsonSchemas(Instance<Validator> validator) {
        this(validator.stream().findFirst());
    }

    JsonSchemas(Optional<Validator> validator) {
        this.validator = validator;
    }

    /**
     * Begins a document.
     *
     * @param prefix
     *            where its definitions are, for references to them
     */
    public SchemaDocument document(String prefix) {
        return new SchemaDocument(new SchemaWriter(validator, prefix), validator);
    }
}
