package io.multilith.benchmark.entity;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

/** Inserts articles, each in a transaction, and tells how long one took, in microseconds. */
@ApplicationScoped
@Path("inserts")
public class Inserts {
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    @Produces
    @PersistenceContext
    EntityManager entities;
    @Resource
    UserTransaction transaction;
    @Resource
    ManagedThreadFactory threads;
    @Inject
    ResourceDispatcher collections;

    @FunctionalInterface
    private interface Insert {
        void run(int number) throws Exception;
    }

    @POST
    @Path("bare")
    public double bare(@QueryParam("writers") int writers, @QueryParam("inserts") int inserts) throws Exception {
        return measure(writers, inserts, this::persist);
    }

    @POST
    @Path("collection")
    public double ours(@QueryParam("writers") int writers, @QueryParam("inserts") int inserts) throws Exception {
        return measure(writers, inserts, this::create);
    }

    private void persist(int number) throws Exception {
        transaction.begin();
        var article = new Article();
        article.setId(UUID.randomUUID().toString());
        article.setName("Article " + number);
        article.setNumber(number);
        article.setStocked(true);
        article.setWeight(1.5);
        entities.persist(article);
        transaction.commit();
    }

    private void create(int number) {
        collections.dispatch(ResourceRequest.of("article", "create").with(JSON.createObjectBuilder()
                .add("name", "Article " + number).add("number", number).add("stocked", true).add("weight", 1.5)
                .build()));
    }

    private double measure(int writers, int inserts, Insert insert) throws InterruptedException, ExecutionException {
        var tasks = new ArrayList<FutureTask<Void>>();
        var begin = System.nanoTime();
        for (var writer = 0; writer < writers; writer++) {
            var task = new FutureTask<Void>(() -> {
                for (var i = 0; i < inserts; i++) {
                    insert.run(i);
                }
                return null;
            });
            threads.newThread(task).start();
            tasks.add(task);
        }
        for (var task : tasks) {
            task.get();
        }
        return (System.nanoTime() - begin) / 1e3 / writers / inserts;
    }
}
