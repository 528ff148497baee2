package io.multilith.manual.rpc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.validation.Validation;
import jakarta.validation.Validator;

/** Servers have a validator as a bean; plain Weld has not. */
@ApplicationScoped
public class Validators {
    @Produces
    Validator validator() {
        return Validation.buildDefaultValidatorFactory().getValidator();
    }
}
