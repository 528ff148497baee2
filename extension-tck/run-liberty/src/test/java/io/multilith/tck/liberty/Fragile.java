package io.multilith.tck.liberty;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;
import io.multilith.rpc.RpcException;

/** An application whose service is guarded by MicroProfile Fault Tolerance. */
public final class Fragile {
    private Fragile() {}

    /** Has no collection. */
    @ApplicationPath("/api")
    public static class Rest extends Application {}

    /** The guarded service. Each caller of a method has attempts of its own. */
    @ServiceEntrypoint("fragile")
    @Path("fragile")
    @Produces(MediaType.TEXT_PLAIN)
    public static class Guarded {
        private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
        private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

        @Rpc
        @GET
        @Path("attempts/{key}")
        public int attempts(@PathParam("key") String key) {
            return attempts.getOrDefault(key, 0);
        }

        @Rpc
        @GET
        @Path("retry/{key}")
        @Retry(maxRetries = 3, delay = 0, jitter = 0)
        public int thirdTime(@PathParam("key") String key) {
            return failUntil(3, key);
        }

        @Rpc
        @GET
        @Path("tooOften/{key}")
        @Retry(maxRetries = 2, delay = 0, jitter = 0)
        public int tooOften(@PathParam("key") String key) {
            return failUntil(Integer.MAX_VALUE, key);
        }

        @Rpc
        @GET
        @Path("fallback/{key}")
        @Fallback(fallbackMethod = "instead")
        public int fallback(@PathParam("key") String key) {
            return failUntil(Integer.MAX_VALUE, key);
        }

        public int instead(String key) {
            return -attempts(key);
        }

        @Rpc
        @GET
        @Path("timeout/{key}")
        @Timeout(value = 200, unit = ChronoUnit.MILLIS)
        public int timeout(@PathParam("key") String key) throws InterruptedException {
            gate(key).await(20, TimeUnit.SECONDS);
            return 0;
        }

        @Rpc(expected = BulkheadException.class)
        @GET
        @Path("bulkhead/{key}")
        @Bulkhead(1)
        public int bulkhead(@PathParam("key") String key) throws InterruptedException {
            attempts.merge(key, 1, Integer::sum);
            return gate(key).await(20, TimeUnit.SECONDS) ? 1 : 0;
        }

        @GET
        @Path("open/{key}")
        public void open(@PathParam("key") String key) {
            gate(key).countDown();
        }

        @Rpc
        @GET
        @Path("breaker/{key}")
        @CircuitBreaker(requestVolumeThreshold = 2, failureRatio = 1, delay = 1, delayUnit = ChronoUnit.HOURS)
        public int breaker(@PathParam("key") String key) {
            return failUntil(Integer.MAX_VALUE, key);
        }

        private int failUntil(int attempt, String key) {
            var now = attempts.merge(key, 1, Integer::sum);
            if (now < attempt) {
                throw new IllegalStateException("attempt " + now);
            }
            return now;
        }

        private CountDownLatch gate(String key) {
            return gates.computeIfAbsent(key, unknown -> new CountDownLatch(1));
        }
    }

    /** The service as its callers see it. */
    public interface GuardedApi {
        int attempts(String key);

        int thirdTime(String key);

        int tooOften(String key);

        int fallback(String key);

        int timeout(String key);

        int bulkhead(String key);

        int breaker(String key);
    }

    /** A bean of the application's own around a client: what guards a call on the caller's side. */
    @ApplicationScoped
    public static class CarefulClient {
        @Inject
        @RemoteService("fragile")
        GuardedApi fragile;

        @Retry(maxRetries = 2, delay = 0, jitter = 0, retryOn = RpcException.Remote.class)
        @Fallback(fallbackMethod = "instead")
        public int tooOften(String key) {
            return fragile.tooOften(key);
        }

        int instead(String key) {
            return 1_000 + fragile.attempts(key);
        }
    }

    /** Calls the service by RPC and tells what came back: a value, or the problem's code and status. */
    @Path("rpc")
    @ApplicationScoped
    @Produces(MediaType.TEXT_PLAIN)
    public static class Caller {
        @Inject
        @RemoteService("fragile")
        GuardedApi fragile;
        @Inject
        CarefulClient careful;

        @GET
        @Path("{method}/{key}")
        public String call(@PathParam("method") String method, @PathParam("key") String key) {
            try {
                return Integer.toString(switch (method) {
                    case "attempts" -> fragile.attempts(key);
                    case "retry" -> fragile.thirdTime(key);
                    case "tooOften" -> fragile.tooOften(key);
                    case "fallback" -> fragile.fallback(key);
                    case "timeout" -> fragile.timeout(key);
                    case "bulkhead" -> fragile.bulkhead(key);
                    case "breaker" -> fragile.breaker(key);
                    case "careful" -> careful.tooOften(key);
                    default -> throw new IllegalArgumentException(method);
                });
            } catch (ProblemException refused) {
                return refused.problem().name().status() + " " + refused.problem().errorCode().orElse("-");
            }
        }
    }
}
