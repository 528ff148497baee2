package io.multilith.impl.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.multilith.messaging.Message;
import io.multilith.messaging.ReceivedMessage;

/** A message that was received, and what became of it. */
final class PlayedMessage implements ReceivedMessage {
    final List<String> happened = new CopyOnWriteArrayList<>();
    final Message message;
    final int deliveryCount;
    volatile boolean held = true;

    PlayedMessage(Message message, int deliveryCount) {
        this.message = message;
        this.deliveryCount = deliveryCount;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public int deliveryCount() {
        return deliveryCount;
    }

    @Override
    public void accept() {
        happened.add("accepted");
    }

    @Override
    public void release() {
        happened.add("released");
    }
}
