package io.multilith.tck.liberty;

import org.junit.jupiter.api.BeforeAll;

/** Node with rhea, by {@code foreign_client.js}. */
class NodeClientIT extends ForeignClientContract {
    @BeforeAll
    static void run_the_script() throws Exception {
        run(ForeignClient.node());
    }
}
