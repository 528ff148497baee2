package io.multilith.impl.entrypoint;

import java.lang.reflect.Type;
import java.util.Optional;

import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DefaultValue;

import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.GenericTypes;
import io.multilith.impl.json.JsonCodec;

/**
 * What a method takes in one place.
 *
 * @param type
 *            as it is seen from the service's class
 * @param missing
 *            stands for an argument that is not there; empty when it must be
 * @param takesRest
 *            whether it is an array of all arguments that are left
 */
record Parameter(String name, Type type, Optional<JsonValue> missing, boolean takesRest) {
    private static final String DEFAULT_VALUE = "jakarta.ws.rs.DefaultValue";

    static Parameter of(ServiceMethod method, AnnotatedParameter<?> parameter, Class<?> service, JsonCodec json) {
        var type = GenericTypes.resolve(parameter.getBaseType(), service);
        var takesRest = method.method().getJavaMember().isVarArgs()
                && parameter.getPosition() == method.parameters().size() - 1;
        var missing = defaultText(parameter).map(text -> json.ofText(text, type))
                .or(() -> takesRest ? Optional.of(JsonValue.EMPTY_JSON_ARRAY) : JsonCodec.absent(type));
        return new Parameter(parameter.getJavaParameter().getName(), type, missing, takesRest);
    }

    /** Found by its name: where there is no Jakarta REST, there is no such class. */
    static Optional<String> defaultText(AnnotatedParameter<?> parameter) {
        return parameter.getAnnotations().stream()
                .filter(annotation -> annotation.annotationType().getName().equals(DEFAULT_VALUE))
                .map(annotation -> ((DefaultValue) annotation).value()).findFirst();
    }
}
