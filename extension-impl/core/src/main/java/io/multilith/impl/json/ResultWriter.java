package io.multilith.impl.json;

import java.util.UUID;
import java.util.function.BinaryOperator;

import jakarta.json.bind.JsonbException;

import org.jboss.logging.Logger;

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

    /**
     * The result.
     *
     * @throws ProblemException
     *             what the caller is told in its place
     */
    public String write(ServiceMethod method, WorkerResult result) {
        if (result instanceof WorkerResult.Returned returned) {
            try {
                return json.encode(returned.value().orElse(null));
            } catch (JsonbException notWritable) {
                throw new ProblemException(failure(method, notWritable), notWritable);
            }
        }
        throw new ProblemException(result instanceof WorkerResult.Failed failed
                ? failed.problem()
                : ((WorkerResult.ExpectedFailure) result).problem());
    }

    private ProblemDetail failure(ServiceMethod method, JsonbException fault) {
        var errorId = UUID.randomUUID().toString();
        LOG.error(unwritable.apply(method.qualifiedName(), errorId), fault);
        return ProblemDetail.failure("unwritable-result", errorId);
    }
}
