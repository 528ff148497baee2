package io.multilith.impl.rpc;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import static io.multilith.impl.rpc.RpcMessages.MESSAGES;

/**
 * Keeps answers from being written where only Multilith, or the broker's own management, is to be written to: a stranger
 * who may not send there could have it done by us. Thread-safe.
 */
final class ReplyAddresses {
    private static final Logger LOG = Logger.getLogger(ReplyAddresses.class);
    private static final Set<String> RESERVED = Set.of("rpc", "events", "changes", "dlq", "retry", "nodes", "calls",
            "activemq");

    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final RpcCounters counters;

    ReplyAddresses(RpcCounters counters) {
        this.counters = counters;
    }

    /** Whether an answer may go there; if not it is counted, and logged once for each kind of address. */
    boolean allow(String name, String replyTo) {
        var reserved = reserved(replyTo);
        reserved.ifPresent(word -> {
            counters.countRefused();
            var message = MESSAGES.reservedReplyTo(name, replyTo, word);
            if (warned.add(word)) {
                LOG.warn(message);
            } else {
                LOG.debug(message);
            }
        });
        return reserved.isEmpty();
    }

    /** The first word of an address, or of what follows a colon: brokers take {@code queue://a} and {@code a::b}. */
    private static Optional<String> reserved(String address) {
        for (var begin = 0; begin >= 0; begin = afterColon(address, begin)) {
            var end = address.indexOf('.', begin);
            var word = address.substring(begin, end < 0 ? address.length() : end);
            if (RESERVED.contains(word)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private static int afterColon(String address, int begin) {
        var colon = address.indexOf(':', begin);
        if (colon < 0) {
            return -1;
        }
        var next = colon + 1;
        while (next < address.length() && (address.charAt(next) == ':' || address.charAt(next) == '/')) {
            next++;
        }
        return next;
    }
}
