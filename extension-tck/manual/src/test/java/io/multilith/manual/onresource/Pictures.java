package io.multilith.manual.onresource;

import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

@ResourceCollection("picture")
public class Pictures implements ResourceModel<Picture> {}
