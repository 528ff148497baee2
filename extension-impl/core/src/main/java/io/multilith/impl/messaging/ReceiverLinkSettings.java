package io.multilith.impl.messaging;

import java.util.List;
import java.util.Optional;

/**
 * What a receiving link asks of the broker.
 *
 * @param subscription
 *            the link's name, which makes a durable subscription
 */
record ReceiverLinkSettings(String address, List<String> capabilities, Optional<String> subscription, int credit) {}
