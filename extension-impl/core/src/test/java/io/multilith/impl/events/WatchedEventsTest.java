package io.multilith.impl.events;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.multilith.impl.json.JsonCodec;
import io.multilith.placement.Directory;
import io.multilith.placement.Node;
import io.multilith.placement.NodeJoined;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchedEventsTest {
    private static final Node NODE = new Node("one", new TreeSet<>(Set.of("desk")), new TreeSet<>());

    private final WatchedEvents events = new WatchedEvents(new BrokenBus(), new OneNode(), new JsonCodec());

    @Test
    void forgets_a_watcher_that_it_could_not_begin_to_tell() {
        assertThatThrownBy(() -> events.watch(event -> {})).isInstanceOf(UnsupportedOperationException.class);

        assertThatCode(() -> events.join(new NodeJoined(NODE))).doesNotThrowAnyException();
    }

    private static final class OneNode implements Directory {
        @Override
        public SortedSet<String> services() {
            return NODE.services();
        }

        @Override
        public SortedSet<String> collections() {
            return NODE.collections();
        }

        @Override
        public boolean isHere(String name) {
            return services().contains(name) || collections().contains(name);
        }

        @Override
        public List<Node> nodes() {
            return List.of(NODE);
        }
    }
}
