package io.multilith.impl.messaging;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;
import io.vertx.proton.ProtonConnection;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * Who is there: every node says on the topic {@code nodes} what it offers, when it comes, when somebody asks, every two
 * seconds, and when it goes. A broker takes messages for addresses nobody receives from, so this is the only way to know,
 * but for an Artemis broker, whose {@link ReceiverCounts} go ahead of it.
 */
final class Presence implements BrokerLink {
    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final String NODES = "nodes";
    private static final int MOST_UNHEARD = 3;
    private static final int MOST_REMEMBERED = 10_000;
    private static final int HEARTBEAT_MILLIS = 2_000;
    private static final Duration LIFE = Duration.ofMillis(3 * HEARTBEAT_MILLIS + 500);
    private static final Duration ANSWER_TIME = Duration.ofMillis(700);

    private final AmqpBus bus;
    private final BrokerConnection connection;
    private volatile NodeOffer ours;
    /** What we have unless somebody else does; nothing as soon as that is settled. */
    private volatile NodeOffer wanted;
    /** Those who want the same as we do, and go first. */
    private final Map<String, NodeOffer> rivals = new ConcurrentHashMap<>();
    private final WorkerThreads threads;
    private final String node;
    private final NodeWatcher watcher;
    private final Map<String, Node> others = new ConcurrentHashMap<>();
    private final Set<NodeOffer> everSeen = ConcurrentHashMap.newKeySet();
    private final ReceiverCounts receivers;
    private volatile boolean left;
    private boolean hearsItself;
    private int unheard;
    private volatile CompletableFuture<Void> news = new CompletableFuture<>();

    private record Node(NodeOffer offer, Instant heard) {
        boolean isAlive() {
            return heard.plus(LIFE).isAfter(Instant.now());
        }
    }

    Presence(AmqpBus bus, BrokerConnection connection, String node, NodeOffer ours, NodeOffer wanted,
            NodeWatcher watcher, WorkerThreads threads) {
        this.node = node;
        this.watcher = watcher;
        this.threads = threads;
        this.bus = bus;
        this.connection = connection;
        this.ours = ours;
        this.wanted = wanted;
        this.receivers = new ReceiverCounts(bus::ask, () -> connection.execute(this::tellNews));
    }

    void start() {
        bus.receive(MessageSource.topic(NODES, 100), this::hear);
        connection.add(receivers);
        connection.add(this);
    }

    @Override
    public void attach(ProtonConnection open) {
        hearsItself = false;
        unheard = 0;
        introduce("hello");
        beat(open);
    }

    @Override
    public void detached() {
        List.copyOf(others.keySet()).forEach(this::forget);
    }

    /** Until it is settled what we have, we only ask who has it. */
    private void introduce(String what) {
        if (wanted.isEmpty()) {
            say(what, ours);
        } else {
            say("who", wanted);
        }
    }

    /** Waits for the others to say what they have; we have the rest of what we want from then on. Gives what they have of it. */
    Set<String> settle() {
        if (wanted.isEmpty()) {
            return Set.of();
        }
        if (connection.isConnected()) {
            threads.after(ANSWER_TIME).toCompletableFuture().join();
        }
        var taken = Stream.concat(offers().values().stream(), rivals.values().stream())
                .flatMap(offer -> offer.names().stream()).filter(wanted.names()::contains).collect(Collectors.toSet());
        ours = ours.and(wanted, taken);
        wanted = NodeOffer.NOTHING;
        introduce("hello");
        return taken;
    }

    CompletionStage<Void> leave() {
        var goodbye = say("bye", NodeOffer.NOTHING);
        left = true;
        return goodbye;
    }

    /** What the other nodes offer now. */
    Map<String, NodeOffer> offers() {
        return others.entrySet().stream().filter(other -> other.getValue().isAlive())
                .collect(Collectors.toMap(Map.Entry::getKey, other -> other.getValue().offer()));
    }

    /** Completes as soon as somebody receives at the address; fails when nobody does, which takes less than a second. */
    CompletionStage<Void> find(String address, Instant deadline) {
        if (!connection.isConnected()) {
            return CompletableFuture.failedStage(
                    new MessagingException.BrokerUnavailable(MESSAGES.brokerUnreachable(bus.brokerName())));
        }
        var found = new CompletableFuture<Void>();
        var patience = Duration.between(Instant.now(), deadline);
        var timeout = threads.after(patience.compareTo(ANSWER_TIME) < 0 ? patience : ANSWER_TIME);
        timeout.thenRun(() -> found.completeExceptionally(new MessagingException.NoReceiver(
                MESSAGES.noReceiver(address), wasSeen(address))));
        found.whenComplete((done, nobody) -> timeout.cancel(false));
        awaitNews(address, found);
        introduce("hello");
        if (receivers.at(address).isEmpty()) {
            var latest = Instant.now().plus(ANSWER_TIME);
            receivers.ask(address, deadline.isBefore(latest) ? deadline : latest);
        }
        return found;
    }

    private boolean wasSeen(String address) {
        return receivers.at(address).isPresent() || everSeen.stream().anyMatch(offer -> offer.answersAt(address));
    }

    private void awaitNews(String address, CompletableFuture<Void> found) {
        news.thenRun(() -> {
            if (isAlive(address)) {
                found.complete(null);
            } else if (!found.isDone()) {
                awaitNews(address, found);
            }
        });
    }

    /** At each announcement, and at each beat of our own, so that nobody who has given up is kept. */
    private void tellNews() {
        var told = news;
        news = new CompletableFuture<>();
        told.complete(null);
    }

    /** Whether somebody receives at the address, as far as is known now. */
    boolean isAlive(String address) {
        return ours.answersAt(address)
                || receivers.at(address).map(count -> count > 0).orElseGet(() -> others.values().stream()
                        .anyMatch(other -> other.offer().answersAt(address) && other.isAlive()));
    }

    private void beat(ProtonConnection open) {
        connection.later(HEARTBEAT_MILLIS, current -> {
            if (current == open) {
                if (hearsItself && unheard >= MOST_UNHEARD) {
                    LOG.debug("The broker does not get what is sent");
                    open.disconnect();
                    return;
                }
                unheard++;
                introduce("here");
                tellNews();
                others.entrySet().stream().filter(other -> !other.getValue().isAlive()).map(Map.Entry::getKey).toList()
                        .forEach(this::forget);
                beat(open);
            }
        });
    }

    private CompletionStage<Void> say(String what, NodeOffer offer) {
        if (left || !connection.isConnected()) {
            return CompletableFuture.completedStage(null);
        }
        var body = Json.createObjectBuilder().add("type", what).add("node", node)
                .add("services", Json.createArrayBuilder(offer.services()))
                .add("collections", Json.createArrayBuilder(offer.collections())).build();
        return bus.send(Message.toTopic(NODES, body.toString()).withTimeToLive(LIFE));
    }

    private void hear(ReceivedMessage received) {
        received.accept();
        try (var reader = Json.createReader(new StringReader(text(received.message())))) {
            hear(reader.readObject());
        } catch (JsonException | ClassCastException | NullPointerException notOurs) {
            LOG.debugf("Passed over a message on %s that is no announcement: %s", NODES, notOurs.getMessage());
        }
    }

    private void hear(JsonObject announcement) {
        var from = announcement.getString("node");
        if (from.equals(node)) {
            hearsItself = true;
            unheard = 0;
            return;
        }
        var type = announcement.getString("type");
        if (type.equals("bye")) {
            forget(from).stream().flatMap(NodeOffer::addresses).forEach(receivers::leave);
            return;
        }
        var offer = new NodeOffer(names(announcement, "services"), names(announcement, "collections"));
        if (type.equals("who")) {
            answer(from, offer);
            return;
        }
        if (others.put(from, new Node(offer, Instant.now())) == null) {
            watcher.joined(from, offer);
        }
        offer.addresses().forEach(receivers::arrive);
        if (everSeen.size() < MOST_REMEMBERED) {
            everSeen.add(offer);
        }
        tellNews();
        if (type.equals("hello") && wanted.isEmpty()) { // else what is said when it is settled were no news
            say("here", ours);
        }
    }

    private void answer(String asks, NodeOffer wants) {
        if (wanted.isEmpty()) {
            say("here", ours);
        } else if (asks.compareTo(node) < 0) {
            rivals.put(asks, wants);
        } else {
            say("who", wanted); // who came too late to hear it must know that we go first
        }
    }

    private Optional<NodeOffer> forget(String other) {
        var gone = Optional.ofNullable(others.remove(other)).map(Node::offer);
        gone.ifPresent(offer -> watcher.left(other, offer));
        return gone;
    }

    private static String text(Message message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    private static Set<String> names(JsonObject announcement, String member) {
        return Set.copyOf(announcement.getJsonArray(member).getValuesAs(JsonString::getString));
    }
}
