package io.multilith.tck.liberty;

import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import io.multilith.delivery.DeadLetter;
import io.multilith.delivery.DeadLetters;
import io.multilith.entrypoint.CallHeader;
import io.multilith.entrypoint.CurrentCall;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.entrypoint.WorkerListener;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.messaging.MessagingException;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.realtime.SocketRpc;
import io.multilith.rpc.RemoteService;
import io.multilith.rpc.Rpc;

/** An application whose service answers HTTP in every way that Jakarta REST has. */
public final class WebDesk {
    static final String USER = "X-Test-User";

    private WebDesk() {}

    /** Has no collection. */
    @ApplicationPath("/api")
    public static class Rest extends Application {}

    /** Is declared by the methods that throw it. */
    public static class NoFriend extends Exception {
        private static final long serialVersionUID = 1L;

        NoFriend(String message) {
            super(message);
        }
    }

    /** Has a mapper of the application. */
    public static class Teapot extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Goes ahead of Multilith's. */
    @Provider
    public static class TeapotMapper implements ExceptionMapper<Teapot> {
        @Override
        public Response toResponse(Teapot teapot) {
            return Response.status(418).entity("short and stout").type(MediaType.TEXT_PLAIN).build();
        }
    }

    /** Stands for the server's security: {@code name} or {@code name/role}. */
    @Provider
    @PreMatching
    public static class Login implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            var user = request.getHeaderString(USER);
            if (user != null) {
                var parts = List.of(user.split("/"));
                request.setSecurityContext(new Known(parts.get(0), parts.subList(1, parts.size())));
            }
        }
    }

    private record Known(String name, List<String> roles) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return roles.contains(role);
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "test";
        }
    }

    /** Counts how calls ended. */
    @ApplicationScoped
    public static class Tally implements WorkerListener {
        private final Map<String, Integer> ends = new ConcurrentHashMap<>();

        @Override
        public void after(Invocation invocation, WorkerResult result) {
            ends.merge(invocation.method().qualifiedName() + " " + result.getClass().getSimpleName(), 1, Integer::sum);
        }

        Map<String, Integer> ends() {
            return new TreeMap<>(ends);
        }
    }

    /** A body. */
    public static class Order {
        @NotBlank
        public String name;
        @Max(9)
        public int number;
    }

    /** What the clerk says, as the desk calls it. */
    public interface ClerkApi {
        String whose();
    }

    /** Is called by the desk. */
    @ServiceEntrypoint("clerk")
    public static class Clerk {
        @Inject
        CurrentCall call;

        @Rpc
        public String whose() {
            return describe(call);
        }
    }

    static String describe(CurrentCall call) {
        return call.get(CallHeader.TENANT).orElse("-") + " " + call.get(CallHeader.LANGUAGE).map(Object::toString)
                .orElse("-") + " " + call.get(CallHeader.PRINCIPAL).orElse("-") + " "
                + call.get(CallHeader.TRACE_PARENT).orElse("-") + " " + call.callIdStack().size();
    }

    /** Answers HTTP. */
    @ServiceEntrypoint("desk")
    @Path("desk")
    @Produces(MediaType.TEXT_PLAIN)
    public static class Desk {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final CountDownLatch open = new CountDownLatch(1);

        @Inject
        CurrentCall call;
        @Inject
        @RemoteService("clerk")
        ClerkApi clerk;
        @Inject
        Part part;

        @GET
        @Path("hello")
        public String hello() {
            return "Hello " + call.caller().name();
        }

        @GET
        @Path("context")
        public String context() {
            return describe(call) + "\n" + clerk.whose();
        }

        @SocketRpc
        public String overSocket() {
            return describe(call) + "\n" + clerk.whose();
        }

        @GET
        @Path("refuse")
        public String refuse() throws NoFriend {
            throw new NoFriend("Nobody knows you.");
        }

        @Rpc(expected = IllegalArgumentException.class)
        @GET
        @Path("decline")
        public String decline() {
            throw new IllegalArgumentException("Not today.");
        }

        @GET
        @Path("fail")
        public String fail() {
            throw new IllegalStateException("secret");
        }

        @GET
        @Path("error")
        public String error() {
            throw new AssertionError("secret");
        }

        @GET
        @Path("teapot")
        public String teapot() {
            throw new Teapot();
        }

        @GET
        @Path("missing")
        public String missing() {
            throw new NotFoundException();
        }

        @GET
        @Path("closed")
        public String closed() {
            throw new ServiceUnavailableException();
        }

        @GET
        @Path("elsewhere")
        public String elsewhere() {
            throw new RedirectionException(303, URI.create("/there"));
        }

        @GET
        @Path("own")
        public String own() {
            throw new WebApplicationException(Response.status(409).entity("own body").build());
        }

        @GET
        @Path("chosen")
        public String chosen() {
            throw new ProblemException(ErrorName.CONFLICT, "taken", "It is taken.");
        }

        @GET
        @Path("response")
        public Response response() {
            return Response.accepted("later").header("X-Own", "kept").build();
        }

        @GET
        @Path("nothing")
        public void nothing() {}

        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            return CompletableFuture.supplyAsync(() -> "staged", ForkJoinPool.commonPool());
        }

        @GET
        @Path("stage-refuse")
        public CompletionStage<String> stageRefuse() throws NoFriend {
            return CompletableFuture.failedFuture(new NoFriend("Nobody knows you."));
        }

        @GET
        @Path("stage-fail")
        public CompletionStage<String> stageFail() {
            return CompletableFuture.supplyAsync(() -> {
                throw new IllegalStateException("secret");
            });
        }

        @GET
        @Path("stage-missing")
        public CompletionStage<String> stageMissing() {
            return CompletableFuture.failedFuture(new NotFoundException());
        }

        @GET
        @Path("stage-teapot")
        public CompletionStage<String> stageTeapot() {
            return CompletableFuture.supplyAsync(() -> {
                throw new Teapot();
            });
        }

        @GET
        @Path("stage-crowd")
        public CompletionStage<String> stageCrowd() {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(() -> {
                inside.decrementAndGet();
                return "out";
            }, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        }

        @GET
        @Path("suspended")
        public void suspended(@Suspended AsyncResponse response) {
            CompletableFuture.runAsync(() -> response.resume("resumed"));
        }

        @GET
        @Path("number/{number}")
        public String number(@PathParam("number") @Max(9) int number, @QueryParam("name") @NotBlank String name) {
            return name + number;
        }

        @POST
        @Path("order")
        @Consumes(MediaType.APPLICATION_JSON)
        public String order(@Valid Order order) {
            return order.name;
        }

        @GET
        @Path("blank")
        @NotBlank
        public String blank() {
            return "";
        }

        @Path("part")
        public Part part() {
            return part;
        }

        @GET
        @Path("crowd")
        public String crowd() throws InterruptedException {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            open.await(1, TimeUnit.SECONDS);
            inside.decrementAndGet();
            return "out";
        }

        int most() {
            return most.get();
        }
    }

    /** A part of the desk, and no service. */
    @ApplicationScoped
    @Produces(MediaType.TEXT_PLAIN)
    public static class Part {
        @Inject
        CurrentCall call;

        @GET
        public String whole() {
            return "part " + call.invocation().isPresent();
        }
    }

    /** No service. */
    @Path("plain")
    @ApplicationScoped
    @Produces(MediaType.TEXT_PLAIN)
    public static class Plain {
        @Inject
        CurrentCall call;
        @Inject
        Desk desk;
        @Inject
        Tally tally;

        @GET
        public String plain() {
            return "plain " + call.invocation().isPresent();
        }

        @GET
        @Path("through")
        public String through() {
            return desk.hello();
        }

        @GET
        @Path("tally")
        public String tally() {
            return tally.ends().toString();
        }

        @GET
        @Path("most")
        public int most() {
            return desk.most();
        }

        @GET
        @Path("fail")
        public String fail() {
            throw new IllegalStateException("secret");
        }
    }

    /**
     * Two letters of one handler, more than are counted of another, and a broker that is away for a third. What is disposed of
     * is only noted.
     */
    @Alternative
    @Priority(Interceptor.Priority.APPLICATION)
    @ApplicationScoped
    public static class Letters implements DeadLetters {
        private final Map<String, DeadLetter> letters = Map.of("1", letter("1", false), "m/2", letter("m/2", true));
        private final SortedSet<String> disposed = new ConcurrentSkipListSet<>();

        @Override
        public SortedSet<String> handlers() {
            return new TreeSet<>(List.of("mail.many", "mail.onOrder"));
        }

        @Override
        public int count(String handler, int limit) {
            return handler.equals("mail.many") ? limit : list(handler, limit).size();
        }

        @Override
        public List<DeadLetter> list(String handler, int limit) {
            if (handler.equals("mail.disposed")) {
                return disposed.stream().map(id -> letter(id, false)).toList();
            }
            requireKnown(handler);
            return letters.values().stream().sorted(Comparator.comparing(DeadLetter::id)).limit(limit).toList();
        }

        @Override
        public DeadLetter inspect(String handler, String id) {
            requireKnown(handler);
            return Optional.ofNullable(letters.get(id)).orElseThrow(Letters::unknown);
        }

        @Override
        public void retry(String handler, String id) {
            if (inspect(handler, id).masked()) {
                throw new ProblemException(ErrorName.CONFLICT, "masked", "Parts of it are masked.");
            }
            disposed.add("retried " + id);
        }

        @Override
        public void discard(String handler, String id) {
            inspect(handler, id);
            disposed.add("discarded " + id);
        }

        private static void requireKnown(String handler) {
            if (handler.equals("mail.away")) {
                throw new MessagingException.BrokerUnavailable("ML0000 secret.host is away");
            }
            if (!handler.equals("mail.onOrder")) {
                throw unknown();
            }
        }

        private static ProblemException unknown() {
            return new ProblemException(ErrorName.NOT_FOUND, "unknown-letter", "There is no such letter.");
        }

        private static DeadLetter letter(String id, boolean masked) {
            return new DeadLetter(id, "mail.onOrder", "events.orders", Optional.of("event-" + id),
                    Optional.of("order.placed"), Optional.empty(), "It failed.", 5, Optional.of("error-1"),
                    Instant.parse("2026-11-22T10:00:00Z"), "{\"id\":1}", masked, false);
        }
    }
}
