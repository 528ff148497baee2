package io.multilith.filedrop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

/** What the manual says of the kind: it is short, and knows the API only. */
@AnalyzeClasses(packages = "io.multilith.filedrop", importOptions = DoNotIncludeTests.class)
class FileDropRulesTest {
    @ArchTest
    static final ArchRule knows_the_api_only = classes().should().onlyDependOnClassesThat().resideInAnyPackage(
            "io.multilith.filedrop", "io.multilith.entrypoint", "io.multilith.problem", "java..", "jakarta..",
            "org.eclipse.microprofile..");

    @Test
    void takes_less_than_sixty_lines_of_code() throws IOException {
        var code = new ArrayList<String>();
        for (var type : List.of(FileDrop.class, FileDropBinder.class)) {
            Files.readAllLines(Path.of("src/main/java", type.getName().replace('.', '/') + ".java")).stream()
                    .map(String::strip).filter(FileDropRulesTest::isCode).forEach(code::add);
        }

        assertThat(code).contains("public @interface FileDrop {").hasSizeLessThan(60);
    }

    /** Neither blank, nor comment, nor package or import. */
    private static boolean isCode(String line) {
        return !line.isEmpty() && !line.startsWith("//") && !line.startsWith("/*") && !line.startsWith("*")
                && !line.startsWith("package ") && !line.startsWith("import ");
    }
}
