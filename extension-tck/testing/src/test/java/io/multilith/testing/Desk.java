package io.multilith.testing;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.EventDispatcher;
import io.multilith.events.HandleEvent;
import io.multilith.lifecycle.OnStart;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.timer.Timer;

/** An application for the tests of the kit. */
public final class Desk {
    private Desk() {}

    interface Cache {
        String find(String key);
    }

    /** What would be there without a test. */
    @ApplicationScoped
    static class SlowCache implements Cache {
        static final AtomicInteger made = new AtomicInteger();

        @PostConstruct
        void open() {
            made.incrementAndGet();
        }

        @Override
        public String find(String key) {
            return "slowly " + key;
        }
    }

    /** Is found by being injected. */
    @ApplicationScoped
    static class Polite {
        String say(String text) {
            return text + "!";
        }
    }

    interface GreeterApi {
        String greet(String friend);
    }

    interface MailerApi {
        int send(String text);
    }

    @ServiceEntrypoint("greeter")
    static class Greeter {
        @Inject
        Cache cache;
        @Inject
        Polite polite;
        @Inject
        @RemoteService("mailer")
        MailerApi mailer;
        @Inject
        EventDispatcher events;
        @Inject
        @ConfigProperty(name = "desk.title", defaultValue = "none")
        String title;

        @Rpc
        public String greet(@NotBlank String friend) {
            events.from("greeter").dispatch("greeted", friend);
            return polite.say(cache.find(friend));
        }

        @Rpc
        public String title() {
            return title;
        }

        @Rpc
        public int mail(String text) {
            return mailer.send(text);
        }

        @Rpc
        public void refuse() throws IOException {
            throw new IOException("no");
        }
    }

    @ServiceEntrypoint("mailer")
    static class Mailer {
        static final AtomicInteger started = new AtomicInteger();

        @OnStart
        public void start() {
            started.incrementAndGet();
        }

        @Rpc
        public int send(String text) {
            return text.length();
        }
    }

    @ServiceEntrypoint("journal")
    static class Journal {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final AtomicInteger swept = new AtomicInteger();

        @HandleEvent(source = "greeter", type = "greeted")
        public void note(String friend) {
            lines.add(friend);
        }

        @Timer(every = "PT1H")
        public void sweep() {
            swept.incrementAndGet();
        }

        List<String> lines() {
            return lines;
        }

        int swept() {
            return swept.get();
        }
    }

    @ResourceCollection("note")
    static class Notes implements ResourceModel<Note> {}

    public record Note(String id, String text) {}
}
