package io.multilith.sample.power;

import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** The records at {@code /api/power}, {@code rpc.power}, and the topic {@code power} of {@code /realtime}. */
@ResourceCollection("power")
public class PowerCollection implements ResourceModel<Power> {}
