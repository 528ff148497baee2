package io.multilith.manual.workers;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerListener;

// tag::workers-listener[]
@ApplicationScoped
public class CallTimes implements WorkerListener {
    private final Map<String, Instant> began = new ConcurrentHashMap<>();
    private final Map<String, Duration> total = new ConcurrentHashMap<>();

    @Override
    public void before(Invocation call) {
        began.put(call.context().callId(), Instant.now());
    }

    @Override
    public void teardown(Invocation call) {
        var took = Duration.between(began.remove(call.context().callId()), Instant.now());
        total.merge(call.method().qualifiedName(), took, Duration::plus);
    }

    public Map<String, Duration> total() {
        return total;
    }
}
// end::workers-listener[]
