package io.multilith.tck.liberty;

import java.util.List;
import java.util.Set;

import jakarta.json.JsonObject;

import static org.assertj.core.api.Assertions.assertThat;

/** The wire contract's section 3, the same on every transport. */
final class ProblemShape {
    private static final Set<String> ALWAYS = Set.of("type", "title", "status", "detail", "name", "message", "code",
            "className");
    private static final Set<String> AT_TIMES = Set.of("instance", "errors", "errorId", "errorCode");
    private static final String INNARDS = "(?i)exception|stack|\\bat [\\w.$]+\\(|\\b[a-z]+(\\.[a-z]+)+\\.[A-Z]"
            + "|\\b(java|jakarta|org|com)\\.|localhost|127\\.0\\.0\\.1";

    private ProblemShape() {}

    static void assertProblem(Answer answer, int status, String name, String className) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertProblem(answer.object(), status, name, className);
    }

    static void assertProblem(JsonObject problem, int status, String name, String className) {
        assertThat(problem.keySet()).containsAll(ALWAYS);
        assertThat(problem.keySet()).allMatch(key -> ALWAYS.contains(key) || AT_TIMES.contains(key));
        assertThat(problem.getInt("status")).as(problem.toString()).isEqualTo(status);
        assertThat(problem.getInt("code")).isEqualTo(status);
        assertThat(problem.getString("name")).isEqualTo(name);
        assertThat(problem.getString("className")).isEqualTo(className);
        assertThat(problem.getString("type")).endsWith(":" + className);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank().isEqualTo(problem.getString("message"));
        assertThat(problem.toString()).doesNotContainPattern(INNARDS);
    }

    /** Where the request is wrong. */
    static List<String> pointers(JsonObject problem) {
        var errors = problem.getJsonArray("errors").getValuesAs(JsonObject.class);
        assertThat(errors).allSatisfy(error -> assertThat(error.getString("detail")).isNotBlank());
        return errors.stream().map(error -> error.getString("pointer")).toList();
    }
}
