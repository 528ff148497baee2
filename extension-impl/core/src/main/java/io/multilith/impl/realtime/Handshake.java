package io.multilith.impl.realtime;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.Caller;
import io.multilith.impl.config.DeclaredRoles;
import io.multilith.impl.json.BearerToken;

/**
 * Keeps of the handshake what travels with the calls of the socket. The server makes it and injects nothing, and nobody's roles
 * can be asked for later. What is put into the user properties here is of this handshake alone: Tyrus and Open Liberty make a
 * copy for each (Jakarta WebSocket 2.1, {@code Session.getUserProperties}).
 */
public final class Handshake extends ServerEndpointConfig.Configurator {
    private static final String HEADERS_KEY = "io.multilith.handshake.headers";
    private static final String EXPIRY_KEY = "io.multilith.handshake.expiry";
    private static final String ROLES_KEY = "io.multilith.handshake.roles";
    private static final String ANY_LANGUAGE = "*";

    @Override
    public void modifyHandshake(ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
        var headers = new HashMap<String, String>();
        // Tyrus splits a list at its commas (RFC 9110, 5.3: the same as one line).
        language(values(request, "Accept-Language").collect(Collectors.joining(",")))
                .ifPresent(tag -> headers.put(CallHeader.LANGUAGE.name(), tag));
        List.of(CallHeader.TENANT, CallHeader.TRACE_PARENT).forEach(header -> first(request, header.name())
                .ifPresent(text -> headers.put(header.name(), text)));
        endpoint.getUserProperties().put(HEADERS_KEY, headers);
        endpoint.getUserProperties().put(EXPIRY_KEY, request.getUserPrincipal() == null
                ? Optional.empty()
                : first(request, "Authorization").flatMap(BearerToken::expiry));
        endpoint.getUserProperties().put(ROLES_KEY, request.getUserPrincipal() == null
                ? Set.of()
                : CDI.current().select(DeclaredRoles.class).get().heldBy(request::isUserInRole));
    }

    static SocketCaller caller(Session session) {
        var headers = new HashMap<String, String>();
        if (session.getUserProperties().get(HEADERS_KEY) instanceof Map<?, ?> kept) {
            kept.forEach((name, text) -> headers.put((String) name, (String) text));
        }
        var principal = Optional.ofNullable(session.getUserPrincipal()).map(known -> known.getName());
        principal.ifPresent(name -> headers.put(CallHeader.PRINCIPAL.name(), name));
        return new SocketCaller(principal.map(name -> new Caller(name, roles(session))).orElse(Caller.ANONYMOUS),
                CallHeader.allowed(headers), expiry(session));
    }

    private static Optional<Instant> expiry(Session session) {
        return session.getUserProperties().get(EXPIRY_KEY) instanceof Optional<?> expiry
                ? expiry.map(Instant.class::cast)
                : Optional.empty();
    }

    private static Set<String> roles(Session session) {
        return session.getUserProperties().get(ROLES_KEY) instanceof Set<?> roles
                ? roles.stream().map(String.class::cast).collect(Collectors.toSet())
                : Set.of();
    }

    private static Optional<String> first(HandshakeRequest request, String header) {
        return values(request, header).findFirst();
    }

    private static Stream<String> values(HandshakeRequest request, String header) {
        return request.getHeaders().entrySet().stream().filter(entry -> header.equalsIgnoreCase(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream());
    }

    private static Optional<String> language(String acceptable) {
        try {
            return Locale.LanguageRange.parse(acceptable).stream()
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight).reversed())
                    .map(Locale.LanguageRange::getRange).filter(range -> !range.equals(ANY_LANGUAGE)).findFirst();
        } catch (IllegalArgumentException notOfTheFormat) {
            return Optional.empty();
        }
    }
}
