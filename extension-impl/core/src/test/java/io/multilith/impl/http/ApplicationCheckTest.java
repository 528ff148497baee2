package io.multilith.impl.http;

import java.util.List;
import java.util.Set;

import jakarta.ws.rs.core.Application;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationCheckTest {
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

    public static class Plain extends Application {}

    public static class Other extends Application {}

    public static class Listing extends Application {
        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(String.class);
        }
    }
}
