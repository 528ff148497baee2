package io.multilith.impl.http;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.impl.cdi.Configured;
import io.multilith.impl.cdi.Deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApplicationCheckTest {
    @RegisterExtension
    static final Configured CONFIGURED = Configured.withNothing();

    @Test
    void accepts_one_application_that_lets_the_server_find_all_classes() {
        assertThat(ApplicationCheck.check(List.of(Plain.class), false)).isEmpty();
    }

    @Test
    void accepts_one_that_is_mapped_in_web_xml() {
        assertThat(ApplicationCheck.check(List.of(), true)).isEmpty();
    }

    @Test
    void names_the_class_to_add_when_there_is_none() {
        assertThat(ApplicationCheck.check(List.of(), false)).singleElement().asString().contains("ML0501", "Fix:",
                "@ApplicationPath(\"/api\") public class RestApplication extends");
    }

    @Test
    void refuses_two() {
        assertThat(ApplicationCheck.check(List.of(Plain.class, Other.class), false)).singleElement().asString()
                .contains("ML0502", "Fix:", Plain.class.getName(), Other.class.getName());
    }

    @Test
    void refuses_one_that_lists_its_classes_and_leaves_ours_out() {
        assertThat(ApplicationCheck.check(List.of(Listing.class), false)).singleElement().asString()
                .contains("ML0503", "Fix:", Listing.class.getName());
    }

    @Test
    void refuses_one_that_lists_its_instances_and_leaves_ours_out() {
        assertThat(ApplicationCheck.check(List.of(Singletons.class), false)).singleElement().asString()
                .contains("ML0503", "Fix:", Singletons.class.getName());
    }

    @Nested
    class A_war_without_collections {
        private WeldContainer application;

        @AfterEach
        void close() {
            application.close();
            Configured.register(Map.of());
        }

        @Test
        void is_refused_when_its_services_answer_http_and_are_all_that_is_listed() {
            deploy(Answering.class);

            assertThatThrownBy(() -> start(Listing.class)).isInstanceOf(ServletException.class)
                    .hasMessageContaining("ML0503").hasMessageContaining(Listing.class.getName());

            assertThat(application.select(WebProblems.class).get().found()).hasSize(1);
        }

        @Test
        void is_refused_when_a_service_has_its_path_from_an_interface() {
            deploy(Implementing.class);

            assertThatThrownBy(() -> start(Listing.class)).hasMessageContaining("ML0503");
        }

        @Test
        void is_refused_when_its_services_answer_http_and_nothing_maps_them() {
            deploy(Answering.class);

            assertThatThrownBy(() -> start(Unmapped.class)).hasMessageContaining("ML0501");
        }

        @ParameterizedTest
        @ValueSource(strings = {"servlet name", "parameter"})
        void may_map_its_application_in_web_xml(String how) {
            deploy(Answering.class);

            assertThatCode(() -> start(Unmapped.class, registered(how))).doesNotThrowAnyException();

            assertThat(base()).isEqualTo("/mapped");
        }

        @Test
        void has_the_path_of_its_application() throws ServletException {
            deploy(Answering.class);

            start(Plain.class);

            assertThat(base()).isEqualTo("/plain");
        }

        @Test
        void must_not_lend_credentials_to_pages_of_any_site() {
            Configured.register(
                    Map.of("multilith.http.cors-origins", "*", "multilith.http.cors-credentials", "true"));
            deploy(Silent.class);

            assertThatThrownBy(() -> start(Plain.class)).isInstanceOf(ServletException.class).hasMessageContaining(
                    "ML0504").hasMessageContaining("multilith.http.cors-credentials").hasMessageContaining("Fix:");
        }

        @Test
        void may_list_what_it_likes_when_no_service_answers_http() {
            deploy(Silent.class);

            assertThatCode(() -> start(Listing.class)).doesNotThrowAnyException();
        }

        private void deploy(Class<?> service) {
            application = Deployed.weld(service).initialize();
        }

        private void start(Class<?> application) throws ServletException {
            start(application, Map.of());
        }

        private void start(Class<?> application, Map<String, ServletRegistration> registered) throws ServletException {
            new ApplicationCheck().onStartup(Set.of(application),
                    proxy(ServletContext.class, method -> registered));
        }

        private Map<String, ServletRegistration> registered(String how) {
            var type = Unmapped.class.getName();
            return how.equals("parameter")
                    ? Map.of("rest", proxy(ServletRegistration.class, method -> answer(method, type)))
                    : Map.of(type, proxy(ServletRegistration.class, method -> answer(method, null)));
        }

        private Object answer(Object method, String parameter) {
            return ((Method) method).getName().equals("getMappings") ? List.of("/mapped/*") : parameter;
        }

        private String base() {
            return application.select(RestBase.class).get().path();
        }

        private <T> T proxy(Class<T> type, UnaryOperator<Object> answer) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                    (self, method, arguments) -> answer.apply(method)));
        }
    }

    @ServiceEntrypoint("answering")
    @Path("answering")
    static class Answering {}

    @Path("implementing")
    interface Api {}

    @ServiceEntrypoint("implementing")
    static class Implementing implements Api {}

    @ServiceEntrypoint("silent")
    static class Silent {}

    @ApplicationPath("plain")
    public static class Plain extends Application {}

    @ApplicationPath("other")
    public static class Other extends Application {}

    /** Not by an annotation. */
    public static class Unmapped extends Application {}

    @ApplicationPath("singletons")
    public static class Singletons extends Application {
        @Override
        @SuppressWarnings("deprecation") // but in use
        public Set<Object> getSingletons() {
            return Set.of("one");
        }
    }

    @ApplicationPath("listing")
    public static class Listing extends Application {
        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(String.class);
        }
    }
}
