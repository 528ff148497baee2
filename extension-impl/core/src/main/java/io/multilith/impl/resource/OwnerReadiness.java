package io.multilith.impl.resource;

import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import io.multilith.placement.Directory;
import io.multilith.placement.Node;
import io.multilith.placement.NodeJoined;

import static io.multilith.impl.resource.ResourceMessages.MESSAGES;

/** Not ready while a collection is kept in memory here, and by another node that was there before. */
@Readiness
@ApplicationScoped
public class OwnerReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(OwnerReadiness.class);

    private final Collections collections;
    private final Directory directory;

    /** For the client proxy only. */
    protected OwnerReadiness() {
        this(null, null);
    }

    @Inject
    public OwnerReadiness(Collections collections, Directory directory) {
        this.collections = collections;
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        var owners = new TreeMap<String, String>();
        kept().forEach(name -> owner(name).ifPresent(node -> owners.put(name, "kept in memory by node " + node.id())));
        var response = HealthCheckResponse.named("multilith-owners").status(owners.isEmpty());
        owners.forEach(response::withData);
        return response.build();
    }

    void warn(@Observes NodeJoined event) {
        kept().filter(name -> event.node().collections().contains(name)).forEach(
                name -> LOG.warn(MESSAGES.keptTwice(name, event.node().id())));
    }

    /** What no other node shares. */
    private Stream<String> kept() {
        return collections.owned().stream().filter(collection -> !collection.store().isShared())
                .map(OwnedCollection::name);
    }

    private Optional<Node> owner(String collection) {
        var nodes = directory.nodes();
        var own = nodes.get(0).id();
        return nodes.stream().filter(node -> node.collections().contains(collection))
                .filter(node -> node.id().compareTo(own) < 0).findFirst();
    }
}
