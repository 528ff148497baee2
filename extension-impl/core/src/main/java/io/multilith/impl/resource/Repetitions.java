package io.multilith.impl.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import org.jboss.logging.Logger;

import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.peer.PeerAnswer;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.IdempotencyKey;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceRequest;

/**
 * Lets a request with an idempotency key be done once: its answer is kept beside the records and given to a repetition. An
 * answer that tells of a fault of ours is not kept, so that it can be tried again.
 */
@Singleton
public class Repetitions {
    private static final Logger LOG = Logger.getLogger(Repetitions.class);
    private static final JsonProvider JSON = JsonProvider.provider();
    /** A process that dies meanwhile must not keep the key for a day. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);
    private static final String REQUEST = "request";
    private static final String PROBLEM = "problem";
    private static final String BODY = "body";

    private final JsonCodec json;
    private final Leases leases;

    @Inject
    public Repetitions(JsonCodec json, Leases leases) {
        this.json = json;
        this.leases = leases;
    }

    ResourceAnswer once(OwnedCollection collection, ResourceRequest request, Supplier<ResourceAnswer> operation) {
        return request.idempotencyKey().map(key -> once(collection, key, fingerprint(request), operation))
                .orElseGet(operation);
    }

    private ResourceAnswer once(OwnedCollection collection, IdempotencyKey key, String fingerprint,
            Supplier<ResourceAnswer> operation) {
        var name = "idempotency-" + hash(key.scope() + "\n" + key.key());
        var begun = JSON.createObjectBuilder().add(REQUEST, fingerprint).build().toString();
        var lease = new Lease(collection.name(), name, begun);
        var present = leases.take(lease, UNDER_WAY);
        if (present.isPresent()) {
            return repeated(json.parse(present.get()).asJsonObject(), fingerprint);
        }
        ResourceAnswer answer;
        try {
            answer = operation.get();
        } catch (ProblemException refused) {
            if (refused.problem().name().status() < ErrorName.GENERAL_ERROR.status()) {
                keep(collection, lease, JSON.createObjectBuilder().add(REQUEST, fingerprint)
                        .add(PROBLEM, refused.problem().toJson()).build());
            } else {
                leases.release(lease);
            }
            throw refused;
        } catch (RuntimeException fault) {
            leases.release(lease);
            throw fault;
        }
        keep(collection, lease, written(fingerprint, answer));
        return answer;
    }

    /** What was done is answered, also when that cannot be kept: a repetition is refused for a minute then. */
    private void keep(OwnedCollection collection, Lease lease, JsonObject answer) {
        try {
            if (!leases.pass(lease, answer.toString(), collection.idempotencyTime())) {
                LOG.debugf("The answer to %s came after its time", lease.name());
            }
        } catch (ProblemException away) {
            LOG.debugf(away, "The answer to %s could not be kept", lease.name());
        }
    }

    private static ResourceAnswer repeated(JsonObject kept, String fingerprint) {
        if (!kept.getString(REQUEST).equals(fingerprint)) {
            throw new ProblemException(ErrorName.UNPROCESSABLE, "idempotency-key-reused",
                    "The idempotency key was used for another request.");
        }
        if (kept.containsKey(PROBLEM)) {
            throw new ProblemException(ProblemDetail.fromJson(kept.getJsonObject(PROBLEM)));
        }
        if (!kept.containsKey(BODY)) {
            throw new ProblemException(ErrorName.CONFLICT, "in-progress",
                    "The request with this idempotency key is being done.");
        }
        return PeerAnswer.read(kept);
    }

    private static JsonObject written(String fingerprint, ResourceAnswer answer) {
        return PeerAnswer.write(answer).add(REQUEST, fingerprint).build();
    }

    private static String fingerprint(ResourceRequest request) {
        return hash(request.operation() + "\n" + request.id().orElse("") + "\n"
                + request.query().members() + "\n" + request.data().orElse(JsonValue.NULL));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256.", missing);
        }
    }
}
