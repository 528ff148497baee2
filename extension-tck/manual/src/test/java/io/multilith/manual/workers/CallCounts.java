package io.multilith.manual.workers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerListener;
import io.multilith.entrypoint.WorkerResult;

// tag::workers-listener[]
@ApplicationScoped
public class CallCounts implements WorkerListener {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public void after(Invocation call, WorkerResult result) {
        counts.merge(call.method().qualifiedName() + " " + result.getClass().getSimpleName(), 1, Integer::sum);
    }

    public Map<String, Integer> counts() {
        return counts;
    }
}
// end::workers-listener[]
