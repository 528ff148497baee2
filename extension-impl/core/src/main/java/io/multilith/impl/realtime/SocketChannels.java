package io.multilith.impl.realtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

/** The channels that one socket has subscribed to. Commands come one at a time; the end may come meanwhile. */
final class SocketChannels {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String SUBSCRIBE = "subscribe";
    private static final int MAX_HISTORY = 1_000;

    private final Map<String, Runnable> open = new HashMap<>();
    private final Sockets sockets;
    private final SocketCaller caller;
    private final SocketWriter writer;
    private final Replies replies;
    private boolean ended;

    SocketChannels(Sockets sockets, SocketCaller caller, SocketWriter writer) {
        this.sockets = sockets;
        this.caller = caller;
        this.writer = writer;
        this.replies = new Replies(writer);
    }

    /** Answered when all that comes after the position in the answer will be pushed. */
    void subscribe(JsonNumber id, JsonObject command) {
        var channel = Channel.of(command, sockets.json());
        requirePlace(channel);
        var after = isTrue(command, "recover") ? Optional.of(position(command)) : Optional.<Version>empty();
        var wanted = command.get("data") instanceof JsonObject data ? data : JsonValue.EMPTY_JSON_OBJECT;
        var subscriber = new Listener(id, channel, isTrue(wanted, "coalesce"), isTrue(wanted, "snapshot"),
                after.isPresent());
        var leave = sockets.subscriptions().subscribe(new SubscriptionRequest(channel.collection(), channel.query(),
                Optional.of(caller.caller()), after, isTrue(wanted, "snapshot")), subscriber);
        keep(channel, leave);
    }

    private synchronized void requirePlace(Channel channel) {
        if (open.containsKey(channel.name())) {
            throw new ProblemException(ErrorName.CONFLICT, "already-subscribed",
                    "The socket has subscribed to " + channel.name() + " already.");
        }
        if (open.size() >= sockets.maxSubscriptions()) {
            throw new ProblemException(ErrorName.TOO_MANY_REQUESTS, "too-many-subscriptions",
                    "A socket subscribes to at most " + sockets.maxSubscriptions() + " channels.");
        }
    }

    private synchronized void keep(Channel channel, Runnable leave) {
        if (ended) {
            leave.run();
        } else {
            open.put(channel.name(), leave);
        }
    }

    void unsubscribe(JsonNumber id, JsonObject command) {
        var leave = remove(Channel.name(command));
        leave.ifPresent(Runnable::run);
        replies.answer(id, "unsubscribe", "{}");
    }

    private synchronized Optional<Runnable> remove(String channel) {
        return Optional.ofNullable(open.remove(channel));
    }

    /** What was pushed on a channel after a position, oldest first unless in reverse, or where the channel is now. */
    void history(JsonNumber id, JsonObject command) {
        var channel = Channel.of(command, sockets.json());
        var since = command.get("since") instanceof JsonObject given
                ? Optional.of(position(given))
                : Optional.<Version>empty();
        var limit = (int) Math.min(number(command, "limit").orElse(0L), MAX_HISTORY);
        var isReverse = isTrue(command, "reverse");
        var history = sockets.subscriptions().history(new SubscriptionRequest(channel.collection(), channel.query(),
                Optional.of(caller.caller()), since, false), limit, isReverse);
        if (!history.recovered()) {
            throw new ProblemException(ErrorName.BAD_REQUEST, "unrecoverable-position",
                    "The log of " + channel.collection() + " does not reach back to there.");
        }
        var told = new ArrayList<>(history.missed());
        if (isReverse) {
            Collections.reverse(told);
        }
        replies.answer(id, "history",
                "{\"publications\":" + Publications.list(told) + "," + place(history.position()) + "}");
    }

    /** The socket is gone. */
    void end() {
        List<Runnable> left;
        synchronized (this) {
            ended = true;
            left = List.copyOf(open.values());
            open.clear();
        }
        left.forEach(Runnable::run);
    }

    private static boolean isTrue(JsonObject command, String name) {
        return command.get(name) == JsonValue.TRUE;
    }

    private static Version position(JsonObject command) {
        var epoch = command.get("epoch") instanceof JsonString text ? text.getString() : "";
        return new Version(epoch, number(command, "offset").orElse(0L));
    }

    private static Optional<Long> number(JsonObject command, String name) {
        var value = command.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonNumber number && number.isIntegral() && number.bigDecimalValue().signum() >= 0
                && number.bigDecimalValue().precision() < 19) {
            return Optional.of(number.longValueExact());
        }
        throw Channel.malformed(name + " is a natural number.");
    }

    private static String place(Version position) {
        return "\"epoch\":" + JSON.createValue(position.epoch()) + ",\"offset\":" + position.position();
    }

    /** Pushes what it is told. */
    private final class Listener implements Subscriber {
        private final JsonNumber id;
        private final Channel channel;
        private final boolean coalesces;
        private final boolean wantsRecords;
        private final boolean recovers;

        Listener(JsonNumber id, Channel channel, boolean coalesces, boolean wantsRecords, boolean recovers) {
            this.id = id;
            this.channel = channel;
            this.coalesces = coalesces;
            this.wantsRecords = wantsRecords;
            this.recovers = recovers;
        }

        @Override
        public void begun(SubscriptionStart start) {
            var result = new StringBuilder("{\"recoverable\":true,\"positioned\":true,")
                    .append(place(start.position()));
            if (recovers) {
                result.append(",\"was_recovering\":true,\"recovered\":").append(start.recovered());
            }
            if (start.recovered()) {
                result.append(",\"publications\":").append(Publications.list(start.missed()));
            } else if (wantsRecords) {
                result.append(",\"data\":").append(JSON.createArrayBuilder(start.records()).build());
            }
            replies.answer(id, SUBSCRIBE, result.append('}').toString());
        }

        @Override
        public void told(ToldChange change) {
            send(change, Publications.push(channel.name(), change));
        }

        @Override
        public void turned(List<ToldChange> changes) {
            changes.forEach(change -> send(change, Publications.pushAside(channel.name(), change)));
        }

        private void send(ToldChange change, String push) {
            if (coalesces) {
                writer.sendLatest(channel.name() + "\n" + change.change().id(), push);
            } else {
                writer.send(push);
            }
        }

        @Override
        public void lost() {
            writer.close(SocketEnds.POSITION_LOST);
        }
    }
}
