package io.multilith.backend.jpa;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.multilith.events.Event;

/** The events of one transaction. They get their places at its end, so that these are in the order of commits. For one thread. */
final class OutboxEntries {
    private final List<Event> events = new ArrayList<>();
    private final Set<Runnable> told = new LinkedHashSet<>();
    private final Session session;
    private final OutboxTable table;
    private boolean isWritten;

    OutboxEntries(Session session, OutboxTable table) {
        this.session = session;
        this.table = table;
    }

    void add(Event event, Runnable committed) {
        told.add(committed);
        if (isWritten) {
            table.append(session, List.of(event));
        } else {
            events.add(event);
        }
    }

    void write() {
        isWritten = true;
        table.append(session, events);
    }

    void committed() {
        told.forEach(Runnable::run);
    }
}
