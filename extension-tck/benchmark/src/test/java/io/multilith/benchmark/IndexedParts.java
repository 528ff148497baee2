package io.multilith.benchmark;

import io.multilith.resource.Operation;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** A million of them, written by the hundred. */
@ResourceCollection(value = "part", multi = Operation.CREATE)
public class IndexedParts implements ResourceModel<IndexedPart> {}
