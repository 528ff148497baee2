package io.multilith.tck;

import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** The collection that the contract is about, kept by whom the configuration names. */
@ResourceCollection("item")
public class Items implements ResourceModel<Item> {}
