package io.multilith.tck.liberty;

import org.junit.jupiter.api.BeforeAll;

/** Python with Qpid Proton, by {@code foreign_client.py}. */
class PythonClientIT extends ForeignClientContract {
    @BeforeAll
    static void run_the_script() throws Exception {
        run(ForeignClient.python());
    }
}
