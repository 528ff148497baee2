package io.multilith.impl.json;

import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;

import jakarta.json.bind.JsonbException;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * Writes what became of a call as JSON text, for every kind whose caller is told. Thread-safe.
 *
 * @param unwritable
 *            the message of the kind for a result that is no JSON, of the method's name and the error's id
 */
public record ResultWriter(JsonCodec json, BinaryOperator<String> unwritable) {
    private static final Logger LOG = Logger.getLogger(ResultWriter.class);
    /** One less than is read: an answer is an object around its result. */
    private static final int MAX_DEPTH = JsonCodec.MAX_DEPTH - 1;

    /**
     * The result.
     *
     * @throws ProblemException
     *             what the caller is told in its place
     */
    public String write(Invocation invocation, WorkerResult result) {
        return write(invocation.method(), result,
                (sensitive, fault) -> Secrets.of(invocation, sensitive, json));
    }

    /**
     * The result of a call whose arguments are not at hand: where they may be sensitive, nothing that a fault says is told.
     *
     * @throws ProblemException
     *             what the caller is told in its place
     */
    public String write(ServiceMethod method, WorkerResult result) {
        return write(method, result, (sensitive, fault) -> Secrets.saidBy(fault));
    }

    private String write(ServiceMethod method, WorkerResult result,
            BiFunction<SensitiveFields, Throwable, Secrets> secrets) {
        if (result instanceof WorkerResult.Returned returned) {
            try {
                return written(returned.value().orElse(null));
            } catch (RuntimeException | Error fault) { // whatever the members of a result throw, its caller is answered
                throw new ProblemException(failure(method, fault, secrets), fault);
            }
        }
        throw new ProblemException(result instanceof WorkerResult.Failed failed
                ? failed.problem()
                : ((WorkerResult.ExpectedFailure) result).problem());
    }

    private String written(Object value) {
        var text = json.encode(value);
        if ((text.startsWith("[") || text.startsWith("{")) && JsonCodec.depth(text) > MAX_DEPTH) {
            throw new JsonbException("The result nests deeper than " + MAX_DEPTH + " levels.");
        }
        return text;
    }

    private ProblemDetail failure(ServiceMethod method, Throwable fault,
            BiFunction<SensitiveFields, Throwable, Secrets> secrets) {
        var errorId = UUID.randomUUID().toString();
        var message = unwritable.apply(method.qualifiedName(), errorId);
        var sensitive = SensitiveFields.of(method);
        if (sensitive.isEmpty()) {
            LOG.error(message, fault);
        } else {
            LOG.error(message + System.lineSeparator() + secrets.apply(sensitive, fault).render(fault));
        }
        return ProblemDetail.failure("unwritable-result", errorId);
    }
}
