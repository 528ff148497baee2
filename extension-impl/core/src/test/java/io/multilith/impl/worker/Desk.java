package io.multilith.impl.worker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.Collection;
import io.multilith.resource.OnResource;
import io.multilith.resource.ResourceClient;
import io.multilith.resource.StoredRecord;

/** Works on jobs by their status and writes down what it was called for. */
@ServiceEntrypoint("desk")
public class Desk {
    private final List<String> diary = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @Inject
    @Collection("job")
    ResourceClient<Job> jobs;

    @OnResource(collection = "job", where = "status=pending", sweep = "")
    void finish(Job job) {
        diary.add("finish " + job.id());
        jobs.patch(job.id(), Map.of("status", "done"));
    }

    @OnResource(collection = "job", where = "status=kept", sweep = "PT0.1S")
    void look(StoredRecord job) {
        diary.add("look " + job.id() + " at " + job.version().position());
    }

    @OnResource(collection = "job", where = "status=bad", sweep = "PT0.1S")
    void fail(JsonObject job) {
        diary.add("fail " + job.getString("id") + " " + job.getString("note", ""));
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("bad job");
        }
    }

    @OnResource(collection = "job", where = "status=stumbling", sweep = "PT0.1S")
    void stumble(Job job) {
        diary.add("stumble " + job.id());
        throw new IllegalStateException("bad job");
    }

    @OnResource(collection = "job", where = "status=refused")
    void refuse(Job job) throws Refused {
        diary.add("refuse " + job.id());
        throw new Refused();
    }

    @OnResource(collection = "job", where = "status=loop", sweep = "")
    void count(Job job) {
        diary.add("count " + job.size());
        jobs.patch(job.id(), Map.of("size", job.size() + 1));
    }

    @OnResource(collection = "job", where = "status=slow", sweep = "")
    void dawdle(Job job) throws InterruptedException {
        diary.add("begin " + job.id() + " " + job.size());
        gate.await();
        diary.add("end " + job.id() + " " + job.size());
    }

    @OnResource(collection = "job", on = ChangeKind.REMOVED, where = "status=old")
    void bury(Job job) {
        diary.add("bury " + job.id() + " " + job.size());
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("bad removal");
        }
    }

    @OnResource(collection = "job", where = "status[$in]=a&status[$in]=b&size[$gt]=3&rank=null", sweep = "")
    void match(Job job) {
        diary.add("match " + job.id());
    }

    @OnResource(collection = "job", where = "status=seen", on = ChangeKind.CREATED, sweep = "")
    void welcome(Job job) {
        diary.add("welcome " + job.id());
        jobs.patch(job.id(), Map.of("size", job.size() + 1));
    }

    /** An exception that the method declares. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
    }

    List<String> diary() {
        return diary;
    }

    void failNext(int times) {
        failures.set(times);
    }

    CountDownLatch closeGate() {
        gate = new CountDownLatch(1);
        return gate;
    }
}
