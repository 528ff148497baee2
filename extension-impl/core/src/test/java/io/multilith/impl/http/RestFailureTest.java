package io.multilith.impl.http;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.Sensitive;

import static org.assertj.core.api.Assertions.assertThat;

/** What an answer says of the path of a request that failed. */
class RestFailureTest {
    private static final String PATH = "/desk/geheim79";
    private final Map<String, Object> attributes = new HashMap<>();

    @Test
    void tells_the_path_of_a_request_whose_method_is_not_known() {
        assertThat(RestFailure.path(request())).contains(PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "body", "header"})
    void tells_the_path_where_nothing_in_it_is_sensitive(String method) {
        RestFailure.keepMethod(context(), method(method), PATH);

        assertThat(RestFailure.path(request())).contains(PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin", "several"})
    void keeps_a_path_to_itself_that_holds_a_sensitive_parameter(String method) {
        RestFailure.keepMethod(context(), method(method), PATH);

        assertThat(RestFailure.path(request())).isEmpty();
    }

    private static Method method(String name) {
        return List.of(Desk.class.getDeclaredMethods()).stream().filter(method -> method.getName().equals(name))
                .findFirst().orElseThrow();
    }

    private HttpServletRequest request() {
        return proxy(HttpServletRequest.class);
    }

    private ContainerRequestContext context() {
        return proxy(ContainerRequestContext.class);
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "setProperty" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "getRequestURI" -> PATH;
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    static class Desk {
        void open(@PathParam("name") String name) {}

        void body(@PathParam("name") String name, @Sensitive String card) {}

        void header(@PathParam("name") String name, @Sensitive @HeaderParam("pin") String pin) {}

        void pin(@PathParam("name") String name, @Sensitive @PathParam("pin") String pin) {}

        void several(@Sensitive("pin") @BeanParam Object parameters) {}
    }
}
