package io.multilith.tck;

import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Calls within one process, without a broker. */
class LocalCallTest extends CallContract {
    private static WeldContainer node;

    @BeforeAll
    static void boot() {
        Node.configure(KEYS, false);
        node = Node.boot(Target.class, Next.class);
    }

    @AfterAll
    static void close() {
        node.close();
        Node.forget();
    }

    @Override
    protected WeldContainer serving() {
        return node;
    }

    @Override
    protected WeldContainer calling() {
        return node;
    }
}
