package io.multilith.impl.messaging;

import java.util.List;
import java.util.Optional;

/**
 * What a receiving link asks of the broker.
 *
 * @param subscription
 *            the link's name, which makes a durable subscription
 * @param settled
 *            whether messages come settled
 */
record ReceiverLinkSettings(String address, List<String> capabilities, Optional<String> subscription, int credit,
        boolean settled) {}
