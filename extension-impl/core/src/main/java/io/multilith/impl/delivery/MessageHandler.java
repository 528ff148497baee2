package io.multilith.impl.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.MessageReader;
import io.multilith.entrypoint.Entrypoint;
import io.multilith.impl.concurrent.UnderWay;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.delivery.Delivery.Target;
import io.multilith.messaging.Message;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.delivery.DeliveryMessages.MESSAGES;

/**
 * Hands one method the messages of one kind of its entrypoints, those of its feeds and those that are to be tried again: the
 * ones of one key in order, others beside. The lanes outlive a stop, so what runs then is not overtaken after the next start.
 */
final class MessageHandler implements Entrypoint {
    private static final Logger LOG = Logger.getLogger(MessageHandler.class);
    private final Suspects suspects;
    private final List<Inlet> inlets;
    private final Target target;
    private final int maxBody;
    private final WorkerThreads threads;
    private volatile Intake intake;

    MessageHandler(List<Inlet> inlets, Target target, int maxBody, WorkerThreads threads,
            UnderWay underWay) {
        this.inlets = List.copyOf(inlets);
        this.target = target;
        this.suspects = new Suspects(target, underWay);
        this.maxBody = maxBody;
        this.threads = threads;
    }

    @Override
    public synchronized void start() {
        var begun = new Intake(threads);
        intake = begun;
        target.bus().provideQueue(Letters.queue(target.name()));
        inlets.forEach(inlet -> begun.add(inlet.begin().apply(
                received -> receive(begun, received, received.message(), inlet.reader()))));
        target.shared().retries().begin(this);
    }

    @Override
    public synchronized void stop() {
        if (intake != null) {
            target.shared().retries().end(this);
            intake.end();
        }
    }

    int credit() {
        return inlets.get(0).credit();
    }

    /** Of a message that was received before, as it was then. */
    Optional<MessageReader> reader(Message message) {
        return inlets.stream().filter(inlet -> inlet.address().equals(message.address()))
                .map(Inlet::reader).filter(candidate -> candidate.wants(message)).findFirst();
    }

    void receiveAgain(ReceivedMessage received, Message message) {
        var begun = intake;
        reader(message).ifPresentOrElse(reader -> receive(begun, received, message, reader),
                () -> new Delivery(target, begun, received, message).refuse(0, ProblemDetail.of(ErrorName.NOT_FOUND,
                        "unwanted", "The handler takes no such message any more.")));
    }

    private void receive(Intake begun, ReceivedMessage received, Message message, MessageReader reader) {
        if (!reader.wants(message)) {
            received.accept();
            return;
        }
        var delivery = new Delivery(target, begun, received, message);
        if (message.body().length > maxBody) {
            delivery.refuse(0, ProblemDetail.of(ErrorName.PAYLOAD_TOO_LARGE, "payload-too-large",
                    "A message has at most " + maxBody + " bytes."));
        } else {
            read(delivery, message, reader, call -> suspects.contain(received)
                    ? suspects.run(begun, received, message, call)
                    : delivery.run(call));
        }
    }

    private void read(Delivery delivery, Message message, MessageReader reader,
            Function<MessageCall, CompletionStage<Void>> run) {
        try {
            var call = reader.read(message);
            target.shared().lanes().run(call.key(), call.identity(), () -> run.apply(call));
        } catch (ProblemException undecodable) {
            delivery.refuse(0, undecodable.problem());
        } catch (RuntimeException unexpected) {
            LOG.error(MESSAGES.unreadable(target.name()), unexpected);
            delivery.refuse(0, ProblemDetail.of(ErrorName.BAD_REQUEST, "malformed-message",
                    "The message cannot be read."));
        }
    }
}
