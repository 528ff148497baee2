package io.multilith.benchmark.rest;

import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** Ours. */
@ResourceCollection("part")
public class PartCollection implements ResourceModel<Part> {}
