package io.multilith.impl.rpc;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.multilith.impl.json.ProcessBound;
import io.multilith.rpc.OneWay;

import static io.multilith.impl.rpc.RpcMessages.MESSAGES;

/** The rules of an interface that types a client. */
final class ClientInterface {
    private ClientInterface() {}

    /** The methods that are calls: not those with a body, nor those that every object has. */
    static Stream<Method> methods(Class<?> api) {
        return Arrays.stream(api.getMethods()).filter(method -> Modifier.isAbstract(method.getModifiers()))
                .filter(method -> !isOfObject(method));
    }

    /** What keeps the type from being one, each with a message id; nothing when it can serve. */
    static List<String> problems(Type type, String service) {
        if (!(type instanceof Class<?> api) || !api.isInterface()) {
            return List.of(MESSAGES.notAnInterface(service, type.getTypeName()));
        }
        var problems = new ArrayList<String>();
        var byName = new HashMap<String, Method>();
        methods(api).forEach(method -> {
            if (checkResult(method, problems)) {
                processBound(method).ifPresent(problems::add);
            }
            var other = byName.putIfAbsent(method.getName(), method);
            if (other != null && !Arrays.equals(other.getParameterTypes(), method.getParameterTypes())) {
                problems.add(MESSAGES.sameNameInClient(javaName(other), javaName(method)));
            }
        });
        return problems;
    }

    /** What a method takes or returns that can be sent to nobody; the stage that brings a result is not sent. */
    static Optional<String> processBound(Method method) {
        var result = method.getGenericReturnType();
        var types = Stream.concat(Arrays.stream(method.getGenericParameterTypes()),
                Stream.of(RemoteMethod.isStage(method.getReturnType()) ? inStage(result) : result));
        return types.filter(type -> !(type instanceof Class<?> stage && RemoteMethod.isStage(stage)))
                .flatMap(type -> ProcessBound.in(type).stream()).findFirst()
                .map(bound -> MESSAGES.processBound(javaName(method), bound.getName()));
    }

    private static boolean checkResult(Method method, List<String> problems) {
        var type = method.getGenericReturnType();
        var before = problems.size();
        if (method.isAnnotationPresent(OneWay.class)) {
            if (type != void.class) {
                problems.add(MESSAGES.oneWayWithResult(javaName(method), type.getTypeName()));
            }
        } else if (!isClear(RemoteMethod.isStage(method.getReturnType()) ? inStage(type) : type)) {
            problems.add(MESSAGES.unclearResult(javaName(method), type.getTypeName()));
        }
        return problems.size() == before;
    }

    /** What a stage brings; a stage that does not say is its own, unclear result. */
    private static Type inStage(Type stage) {
        return stage instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : stage;
    }

    private static boolean isClear(Type type) {
        if (type instanceof TypeVariable || type instanceof WildcardType) {
            return false;
        }
        if (type instanceof GenericArrayType array) {
            return isClear(array.getGenericComponentType());
        }
        if (type instanceof ParameterizedType generic) {
            return isClear(generic.getRawType())
                    && Arrays.stream(generic.getActualTypeArguments()).noneMatch(TypeVariable.class::isInstance);
        }
        return type instanceof Class<?> raw && !CompletionStage.class.isAssignableFrom(raw)
                && !Future.class.isAssignableFrom(raw);
    }

    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods()).anyMatch(of -> of.getName().equals(method.getName())
                && Arrays.equals(of.getParameterTypes(), method.getParameterTypes()));
    }

    private static String javaName(Method method) {
        return method.getDeclaringClass().getName() + "#" + method.getName();
    }
}
