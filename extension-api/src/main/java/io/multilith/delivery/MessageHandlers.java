package io.multilith.delivery;

import java.util.List;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.problem.DeploymentProblems;

/**
 * Makes entrypoints of methods that messages reach. What every such kind has in common is done here:
 * <ol>
 * <li>A message that the reader does not want is settled and passed over.</li>
 * <li>One that is larger than {@code multilith.http.max-body} [1 MiB] or that cannot be read is a dead letter at once.</li>
 * <li>One that was handed out as often as the rule has attempts without being settled may end the process, or was only in
 * hand where processes or connections ended. Such messages reach the method one at a time, each with its letter among the dead
 * ones meanwhile; when the process ends, the letter stays and the message is not tried again.</li>
 * <li>Messages of one key reach the method one after the other, those of different keys beside each other.</li>
 * <li>A failure is tried again by the {@link RetryRule}; the messages of the same key wait for it. After the last attempt,
 * and at once after an exception that the method declares or arguments that do not fit, the message is a dead letter.</li>
 * <li>A message is settled when the method has succeeded or its letter is safe; at a stop what has not begun is given
 * back.</li>
 * <li>What {@link DeadLetters#retry} gives back comes by the queue {@code retry.{service}.{method}}.</li>
 * </ol>
 * A method that has several such kinds has one order of keys, one memory of identities and one queue of dead letters. Each of
 * its entrypoints has a rule of its own and is paused by itself; while one of them is, no letter is tried again.
 * <p>
 * A binder calls it while it binds. Thread-safe.
 *
 * <pre>{@code
 * @ApplicationScoped
 * class OnMailBinder implements EntrypointBinder<OnMail> {
 *     @Inject
 *     MessageHandlers handlers;
 *
 *     @Override
 *     public Entrypoint bind(EntrypointMethod<OnMail> mail, DeploymentProblems problems) {
 *         var feed = new MessageFeed(MessageSource.queue("mail", 10), message -> MessageCall.of(
 *                 message.header("to").orElse(""), Arguments.of(new String(message.body(), UTF_8))));
 *         return handlers.handler(mail.method(), List.of(feed), new RetryRule(3, Duration.ofSeconds(1)), problems);
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public interface MessageHandlers {

    /**
     * Makes the entrypoint of one method, or one more of it.
     *
     * @param method
     *     what to call; its name, {@code service.method}, names the queues of its dead letters and of its retries
     * @param feeds
     *     where its messages come from, at least one
     * @param rule
     *     how often it is tried
     * @param problems
     *     is told ML0406 when another method of that name has such an entrypoint already
     * @return not started; it can be stopped and started again
     */
    Entrypoint handler(ServiceMethod method, List<MessageFeed> feeds, RetryRule rule, DeploymentProblems problems);

    /**
     * Makes the entrypoint of one method, or one more of it, whose work does not come from the bus.
     *
     * @param method
     *     what to call
     * @param work
     *     finds it, and makes the calls
     * @param rule
     *     how often it is tried
     * @param problems
     *     as for {@link #handler(ServiceMethod, List, RetryRule, DeploymentProblems)}
     * @return as that
     */
    Entrypoint handler(ServiceMethod method, WorkFeed work, RetryRule rule, DeploymentProblems problems);
}
