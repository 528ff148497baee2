package io.multilith.tck.liberty;

import io.multilith.resource.Backend;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** A collection of entities. */
@ResourceCollection("shelf")
@Backend("jpa")
public class Shelf implements ResourceModel<ShelfBook> {}
