package ${package};

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.multilith.problem.ProblemException;
import io.multilith.resource.Collection;
import io.multilith.resource.ResourceClient;
import io.multilith.rpc.RemoteService;
import io.multilith.testing.MultilithTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Service and collection together, on the bus within the process. */
@MultilithTest({Greeter.class, Books.class})
class LibraryTest {
    @Inject
    @RemoteService("greeter")
    GreeterApi greeter;
    @Inject
    @Collection("book")
    ResourceClient<Book> books;

    interface GreeterApi {
        String greet(String friend);
    }

    @Test
    void recommends_what_is_there() {
        books.create(new Book(null, "Momo"));

        assertThat(greeter.greet("Matt")).isEqualTo("Hello Matt! Read Momo.");
    }

    @Test
    void has_no_book_without_a_title() {
        assertThatThrownBy(() -> books.create(new Book(null, " "))).isInstanceOf(ProblemException.class);
    }
}
