package io.multilith.impl.entrypoint;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerListener;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.Secrets;
import io.multilith.impl.json.SensitiveFields;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * What the calls of one method have in common, looked up once.
 *
 * @param bean
 *            has the method; interceptors apply
 * @param share
 *            the workers it may have
 * @param patience
 *            how long a call without a deadline waits for one
 */
record CalledMethod(ServiceMethod method, Object bean, ArgumentReader arguments, MethodValidation validation,
        SensitiveFields sensitive, JsonCodec json, List<WorkerListener> listeners, WorkerSlots.Share share,
        Duration patience) {

    /**
     * Checks the arguments, calls the method and checks its result.
     *
     * @throws RefusedArguments
     *             if the method was not called
     */
    Object call(Invocation invocation) throws InvocationTargetException, IllegalAccessException {
        var errors = new ArrayList<FieldError>();
        var values = arguments.read(invocation.arguments(), errors);
        if (errors.isEmpty()) {
            errors.addAll(validation.errors(bean, values));
        }
        if (!errors.isEmpty()) {
            throw new RefusedArguments(new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-arguments",
                    "The arguments do not fit " + method.qualifiedName() + ".", errors)));
        }
        return validation.checked(bean, method.method().getJavaMember().invoke(bean, values));
    }

    Secrets secrets(Invocation invocation) {
        return Secrets.of(invocation, sensitive, json);
    }
}
