package io.multilith.impl.placement;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.InOrder;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.messaging.AmqpBus;
import io.multilith.impl.messaging.NodeOffer;
import io.multilith.impl.messaging.NodeWatcher;
import io.multilith.placement.Directory;
import io.multilith.placement.Node;
import io.multilith.placement.NodeJoined;
import io.multilith.placement.NodeLeft;

import com.github.f4b6a3.uuid.UuidCreator;

import static io.multilith.impl.placement.PlacementMessages.MESSAGES;

/** What this node offers, and what the nodes it hears of do. */
@ApplicationScoped
public class Neighbourhood implements Directory, NodeWatcher {
    private static final Logger LOG = Logger.getLogger(Neighbourhood.class);

    /** Those that came later have a greater one. */
    private final String id = UuidCreator.getTimeOrderedEpoch().toString();
    private final AmqpBus amqp;
    private final Event<NodeJoined> joined;
    private final Event<NodeLeft> left;
    private final InOrder inOrder;
    private volatile NodeOffer ours = NodeOffer.NOTHING;
    private volatile NodeOffer wanted = NodeOffer.NOTHING;

    /** For the client proxy only. */
    protected Neighbourhood() {
        this(null, null, null, null);
    }

    @Inject
    public Neighbourhood(AmqpBus amqp, Event<NodeJoined> joined, Event<NodeLeft> left, WorkerThreads threads) {
        this.amqp = amqp;
        this.joined = joined;
        this.left = left;
        this.inOrder = new InOrder(threads);
    }

    /**
     * Says what is offered here. Called once, while the application is deployed.
     *
     * @param unlessElsewhere
     *            what is offered, too, where no other node does
     */
    public void offer(NodeOffer offer, NodeOffer unlessElsewhere) {
        ours = offer;
        wanted = unlessElsewhere;
    }

    NodeOffer wanted() {
        return wanted;
    }

    void settle(Set<String> elsewhere) {
        ours = ours.and(wanted, elsewhere);
    }

    /** Who this node is. */
    String id() {
        return id;
    }

    NodeOffer ours() {
        return ours;
    }

    @Override
    public SortedSet<String> services() {
        return names(Node::services);
    }

    @Override
    public SortedSet<String> collections() {
        return names(Node::collections);
    }

    @Override
    public boolean isHere(String name) {
        return ours.services().contains(name) || ours.collections().contains(name);
    }

    private SortedSet<String> names(Function<Node, Collection<String>> offered) {
        return nodes().stream().map(offered).flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public List<Node> nodes() {
        return Stream.concat(Stream.of(node(id, ours)),
                amqp.offers().entrySet().stream().map(other -> node(other.getKey(), other.getValue()))).toList();
    }

    @Override
    public void joined(String other, NodeOffer offer) {
        tell(joined, new NodeJoined(node(other, offer)));
    }

    @Override
    public void left(String other, NodeOffer offer) {
        tell(left, new NodeLeft(node(other, offer)));
    }

    private <T> void tell(Event<T> event, T news) {
        inOrder.execute(() -> {
            try {
                event.fire(news);
            } catch (RuntimeException fault) {
                LOG.error(MESSAGES.observerFailed(news.getClass().getSimpleName()), fault);
            }
        });
    }

    private static Node node(String id, NodeOffer offer) {
        return new Node(id, new TreeSet<>(offer.services()), new TreeSet<>(offer.collections()));
    }
}
