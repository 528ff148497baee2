package io.multilith.testing;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;

/** The bus as {@link FaultLab} lets it work. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
abstract class FaultyBus implements MessageBus {
    @Inject
    @Delegate
    MessageBus bus;
    @Inject
    FaultLab lab;

    @Override
    public CompletionStage<Void> send(Message message) {
        return lab.send(message, bus::send);
    }

    @Override
    public CompletionStage<Message> request(Message message, Instant deadline) {
        return lab.request(message, deadline, sent -> bus.request(sent, deadline));
    }

    @Override
    public MessageReceiver receive(MessageSource source, Consumer<ReceivedMessage> handler) {
        return bus.receive(source, received -> lab.receive(received, handler));
    }
}
