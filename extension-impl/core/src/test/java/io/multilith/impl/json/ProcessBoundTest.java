package io.multilith.impl.json;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessBoundTest {
    record Letter(String text, List<Attachment> attachments) {}

    record Attachment(String name, InputStream content) {}

    record Tree(String name, List<Tree> children) {}

    interface Types {
        void values(String text, int number, List<Tree> trees, Map<String, JsonObject> objects, byte[] bytes,
                List<? extends Number> numbers);

        void bound(InputStream stream, Supplier<String> function, List<Stream<String>> lists, Letter letter,
                Runnable[] several, Map<String, ? extends Thread> threads);
    }

    @Test
    void is_nothing_of_a_value() {
        assertThat(ProcessBoundTest.types("values")).allSatisfy(type -> assertThat(ProcessBound.in(type)).isEmpty());
    }

    @Test
    void is_found_wherever_it_is() {
        assertThat(types("bound")).extracting(type -> ProcessBound.in(type).orElseThrow().getName()).containsExactly(
                "java.io.InputStream", "java.util.function.Supplier", "java.util.stream.Stream", "java.io.InputStream",
                "java.lang.Runnable", "java.lang.Thread");
    }

    private static List<java.lang.reflect.Type> types(String method) {
        return Stream.of(Types.class.getMethods()).filter(one -> one.getName().equals(method))
                .flatMap(one -> Stream.of(one.getGenericParameterTypes())).toList();
    }
}
