package io.multilith.impl.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.json.JsonObject;
import jakarta.validation.Validator;

/** What a method takes and results in, as schemas. */
record ArgumentSchemas(SchemaWriter writer, Optional<Validator> validator, AnnotatedMethod<?> method) {

    /** Found by its name: where there is no Jakarta REST, there is no such class. */
    private static final String DEFAULT_VALUE = "jakarta.ws.rs.DefaultValue";

    JsonObject named(List<? extends AnnotatedParameter<?>> parameters) {
        var properties = new HashMap<String, JsonObject>();
        var required = new ArrayList<String>();
        for (var parameter : parameters) {
            var name = parameter.getJavaParameter().getName();
            properties.put(name, schema(parameter).toJson());
            if (isRequired(parameter)) {
                required.add(name);
            }
        }
        return SchemaWriter.object(properties, required, true).toJson();
    }

    /** Those that may be left out are the last ones, or must be given when one after them is. */
    JsonObject positions() {
        var parameters = method.getParameters();
        var schema = Keywords.ofType("array");
        var places = parameters.stream().filter(parameter -> !takesRest(parameter))
                .map(parameter -> schema(parameter).toJson()).toList();
        if (!places.isEmpty()) {
            schema.put("items", places); // of draft 7, which AsyncAPI speaks
        }
        var needed = parameters.stream().filter(this::isRequired).mapToInt(one -> one.getPosition() + 1).max();
        schema.bound("minItems", needed.orElse(0));
        return (places.size() == parameters.size() ? schema.bound("maxItems", places.size()) : schema).toJson();
    }

    Optional<JsonObject> result() {
        var type = resultType();
        return GenericTypes.raw(type) == void.class || GenericTypes.raw(type) == Void.class
                ? Optional.empty()
                : Optional.of(writer.shown(type, Constraints.NONE).toJson());
    }

    /** Of a stage what it ends with. */
    private Type resultType() {
        var type = resolved(method.getBaseType());
        return CompletionStage.class.isAssignableFrom(GenericTypes.raw(type))
                ? type instanceof ParameterizedType stage ? stage.getActualTypeArguments()[0] : Object.class
                : type;
    }

    private Keywords schema(AnnotatedParameter<?> parameter) {
        return writer.accepted(resolved(parameter.getBaseType()), constraints(parameter));
    }

    private boolean isRequired(AnnotatedParameter<?> parameter) {
        return !takesRest(parameter) && JsonCodec.absent(parameter.getBaseType()).isEmpty()
                && parameter.getAnnotations().stream()
                        .noneMatch(annotation -> annotation.annotationType().getName().equals(DEFAULT_VALUE));
    }

    private boolean takesRest(AnnotatedParameter<?> parameter) {
        return method.getJavaMember().isVarArgs() && parameter.getPosition() == method.getParameters().size() - 1;
    }

    private Constraints constraints(AnnotatedParameter<?> parameter) {
        var java = method.getJavaMember();
        return validator.map(present -> present.getConstraintsForClass(java.getDeclaringClass())
                .getConstraintsForMethod(java.getName(), java.getParameterTypes()))
                .map(described -> Constraints
                        .of(described.getParameterDescriptors().get(parameter.getPosition())))
                .orElse(Constraints.NONE);
    }

    private Type resolved(Type type) {
        return GenericTypes.resolve(type, method.getDeclaringType().getJavaClass());
    }
}
