package io.multilith.manual.http;

import org.junit.jupiter.api.Test;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.testing.WorkerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ShelfTest {
    // tag::http-test[]
    @Test
    void says_that_it_has_no_such_book() {
        try (var worker = WorkerFactory.of(Shelf.class).create()) {
            var missing = catchThrowableOfType(ProblemException.class, () -> worker.service().find("1"));

            assertThat(missing.problem().name()).isEqualTo(ErrorName.NOT_FOUND);
        }
    }
    // end::http-test[]

    @Test
    void finds_what_was_added() {
        try (var worker = WorkerFactory.of(Shelf.class).create()) {
            var book = worker.service().add(new Book("1", "One"));

            assertThat(worker.service().find("1")).isEqualTo(book);
        }
    }
}
