package io.multilith.impl.json;

import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;

/**
 * JSON Schema 2020-12 of what the codec accepts and shows, with what Bean Validation demands besides. Thread-safe.
 */
@Singleton
public class JsonSchemas {
    /** Of schemas that stand for themselves. */
    public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final boolean validated;
    private Optional<ValidatorFactory> factory = Optional.empty();

    @Inject
    JsonSchemas(Instance<Validator> validator) {
        this(!validator.isUnsatisfied());
    }

    JsonSchemas(boolean validated) {
        this.validated = validated;
    }

    /**
     * Begins a document.
     *
     * @param prefix
     *            where its definitions are, for references to them
     */
    public SchemaDocument document(String prefix) {
        var validator = validator();
        return new SchemaDocument(new SchemaWriter(validator, prefix), validator);
    }

    /** Of our own: Open Liberty's is not to be used while the application is deployed, which is when its OpenAPI asks. */
    private synchronized Optional<Validator> validator() {
        if (validated && factory.isEmpty()) {
            factory = Optional.of(Validation.buildDefaultValidatorFactory());
        }
        return factory.map(ValidatorFactory::getValidator);
    }

    @PreDestroy
    synchronized void close() {
        factory.ifPresent(ValidatorFactory::close);
    }
}
