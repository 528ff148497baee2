package io.multilith.tck.liberty;

import java.util.Map;

/** Where the todos end with the server: the pages are told, and begin anew. */
class TodoPagesInMemoryIT extends TodoPagesContract {
    @Override
    String store() {
        return "memory";
    }

    @Override
    Map<String, String> startStore() {
        return Map.of();
    }

    @Override
    void stopStore() {
        // It has ended with the server.
    }

    @Override
    boolean isKept() {
        return false;
    }
}
