package io.multilith.impl.worker;

import io.multilith.resource.Backend;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

@ResourceCollection("job")
@Backend("shared")
public class Jobs implements ResourceModel<Job> {}
