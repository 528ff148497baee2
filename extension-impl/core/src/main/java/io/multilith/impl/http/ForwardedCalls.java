package io.multilith.impl.http;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonValue;

import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.impl.concurrent.Faults;
import io.multilith.impl.json.GenericTypes;
import io.multilith.impl.json.JsonCodec;
import io.multilith.placement.Directory;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;
import io.multilith.rpc.ServiceClient;
import io.multilith.rpc.Services;

/** Answers the Jakarta REST methods of a service that runs on another node: by RPC, where they are methods of that, too. */
@Singleton
public class ForwardedCalls {
    private final Services services;
    private final Directory directory;
    private final JsonCodec json;

    @Inject
    public ForwardedCalls(Services services, Directory directory, JsonCodec json) {
        this.services = services;
        this.directory = directory;
        this.json = json;
    }

    boolean isElsewhere(String service) {
        return !directory.isHere(service);
    }

    /** What the method returns there; a stage of it if the method returns one. */
    Object call(ServiceMethod method, Object[] arguments, Map<String, String> headers) {
        if (!method.method().isAnnotationPresent(Rpc.class)) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "placed-elsewhere",
                    "The service " + method.service() + " runs on another node, which has to be asked for this.");
        }
        var client = client(method.service(), headers);
        var type = GenericTypes.resolve(method.method().getJavaMember().getGenericReturnType(),
                method.method().getDeclaringType().getJavaClass());
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw
                && CompletionStage.class.isAssignableFrom(raw)) {
            return client.callAsync(method.name(), arguments).handle((value, fault) -> {
                if (fault != null) {
                    throw new CompletionException(explained(method, Faults.unwrapped(fault)));
                }
                return decode(value, generic.getActualTypeArguments()[0]);
            });
        }
        try {
            return decode(client.call(method.name(), arguments), type);
        } catch (RpcException failed) {
            throw explained(method, failed);
        }
    }

    private ServiceClient client(String service, Map<String, String> headers) {
        var client = services.service(service);
        for (var header : CallHeader.ALL) {
            client = with(client, header, headers);
        }
        return client;
    }

    private static <T> ServiceClient with(ServiceClient client, CallHeader<T> header, Map<String, String> headers) {
        var text = headers.get(header.name());
        return text == null ? client : client.with(header, header.parse().apply(text));
    }

    private Object decode(JsonValue value, Type type) {
        if (type == void.class || type == Void.class) {
            return null;
        }
        var isOptional = type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
        return value == JsonValue.NULL && isOptional ? Optional.empty() : json.decode(value, type, "");
    }

    /** The service is known here, so that nobody was heard of who has it does not mean that there is none. */
    private static RuntimeException explained(ServiceMethod method, Throwable fault) {
        if (fault instanceof RpcException.NoService) {
            return new ProblemException(ProblemDetail.of(ErrorName.UNAVAILABLE, "no-service", "The service "
                    + method.service() + " runs on another node, and none is there that has it."), fault);
        }
        return fault instanceof RuntimeException failed ? failed : new CompletionException(fault);
    }
}
