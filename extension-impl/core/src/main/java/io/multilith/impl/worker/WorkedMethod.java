package io.multilith.impl.worker;

import java.lang.reflect.Type;
import java.util.List;

import jakarta.json.JsonObject;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.json.GenericTypes;
import io.multilith.resource.StoredRecord;

/**
 * A method that is called for records.
 *
 * @param parameters
 *            their types, as they are seen from the service's class
 */
record WorkedMethod(ServiceMethod method, List<Type> parameters) {
    static WorkedMethod of(ServiceMethod method) {
        var service = method.method().getDeclaringType().getJavaClass();
        return new WorkedMethod(method, method.parameters().stream()
                .map(parameter -> GenericTypes.resolve(parameter.getBaseType(), service)).toList());
    }

    /** Whether it takes records of a type, and nothing else; records without a schema as anything. */
    boolean takes(Type recordType) {
        return parameters.size() == 1 && (parameters.get(0) == StoredRecord.class
                || parameters.get(0) == JsonObject.class || recordType == JsonObject.class
                || parameters.get(0).equals(recordType));
    }

    Arguments arguments(StoredRecord record) {
        return parameters.get(0) == StoredRecord.class
                ? Arguments.of(record)
                : new Arguments.Positional(List.of(record.fields()));
    }

    String name() {
        return method.qualifiedName();
    }
}
