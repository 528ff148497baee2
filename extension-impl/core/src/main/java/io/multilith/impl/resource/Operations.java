package io.multilith.impl.resource;

import java.util.Map;

import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.StaleWriteException;

/** Some of the operations that every collection has. */
interface Operations {
    /** By the names that requests use. */
    Map<String, Operation> byName();

    /** What is done. */
    @FunctionalInterface
    interface Operation {
        /**
         * Does it, or nothing at all.
         *
         * @throws StaleWriteException
         *             if somebody else was faster; it is tried again
         */
        ResourceAnswer run(OwnedCollection collection, ResourceRequest request) throws StaleWriteException;
    }
}
