package io.multilith.impl.placement;

import java.util.SortedSet;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.impl.messaging.AmqpBus;
import io.multilith.impl.messaging.NodeOffer;
import io.multilith.placement.Directory;

/** What this node offers, and what the nodes it hears of do. */
@ApplicationScoped
public class Neighbourhood implements Directory {
    private final AmqpBus amqp;
    private volatile NodeOffer ours = NodeOffer.NOTHING;

    /** For the client proxy only. */
    protected Neighbourhood() {
        this(null);
    }

    @Inject
    public Neighbourhood(AmqpBus amqp) {
        this.amqp = amqp;
    }

    /** Says what is offered here. Called once, while the application is deployed. */
    public void offer(NodeOffer offer) {
        ours = offer;
    }

    NodeOffer ours() {
        return ours;
    }

    @Override
    public SortedSet<String> services() {
        var names = new TreeSet<>(ours.services());
        amqp.offers().forEach(offer -> names.addAll(offer.services()));
        return names;
    }

    @Override
    public SortedSet<String> collections() {
        var names = new TreeSet<>(ours.collections());
        amqp.offers().forEach(offer -> names.addAll(offer.collections()));
        return names;
    }
}
