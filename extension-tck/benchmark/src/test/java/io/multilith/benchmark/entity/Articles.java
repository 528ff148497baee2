package io.multilith.benchmark.entity;

import io.multilith.resource.Backend;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** Ours. */
@ResourceCollection("article")
@Backend("jpa")
public class Articles implements ResourceModel<Article> {}
