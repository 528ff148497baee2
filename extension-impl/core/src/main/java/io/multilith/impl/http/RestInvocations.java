package io.multilith.impl.http;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.ws.rs.container.ContainerRequestContext;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;
import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.realtime.SocketRpc;
import io.multilith.rpc.Rpc;

/** Makes a call of a request whose arguments Jakarta REST has read. */
final class RestInvocations {
    /** The tag of the language {@code *}. */
    private static final String ANY_LANGUAGE = "und";

    private RestInvocations() {}

    /** The method as the other transports know it, with the exceptions that they expect. */
    static ServiceMethod method(AnnotatedType<?> service, Method java) {
        AnnotatedMethod<?> method = service.getMethods().stream()
                .filter(candidate -> candidate.getJavaMember().equals(java)).findFirst()
                .orElseThrow(() -> new AssertionError(java));
        var known = new ServiceMethod(service.getAnnotation(ServiceEntrypoint.class).value(), method);
        var byRpc = Optional.ofNullable(method.getAnnotation(Rpc.class))
                .map(rpc -> List.of(rpc.expected())).orElse(List.of());
        var bySocket = Optional.ofNullable(method.getAnnotation(SocketRpc.class))
                .map(rpc -> List.of(rpc.expected())).orElse(List.of());
        return known.expecting(byRpc).expecting(bySocket);
    }

    static Invocation read(ContainerRequestContext request, Caller caller, ServiceMethod method, Object[] arguments) {
        return new Invocation(caller, method, Arguments.of(arguments),
                new CallContext(UUID.randomUUID().toString(), List.of(), Optional.empty(),
                        headers(request)));
    }

    /** What travels on with a call. */
    static Map<String, String> headers(ContainerRequestContext request) {
        var headers = new HashMap<String, String>();
        request.getAcceptableLanguages().stream().map(locale -> locale.toLanguageTag())
                .filter(tag -> !tag.equals(ANY_LANGUAGE)).findFirst()
                .ifPresent(tag -> headers.put(CallHeader.LANGUAGE.name(), tag));
        putHeader(headers, CallHeader.TENANT, request);
        putHeader(headers, CallHeader.TRACE_PARENT, request);
        Optional.ofNullable(request.getSecurityContext()).map(security -> security.getUserPrincipal())
                .ifPresent(principal -> headers.put(CallHeader.PRINCIPAL.name(), principal.getName()));
        return CallHeader.allowed(headers);
    }

    private static void putHeader(Map<String, String> headers, CallHeader<String> header,
            ContainerRequestContext request) {
        Optional.ofNullable(request.getHeaderString(header.name())).ifPresent(text -> headers.put(header.name(), text));
    }
}
