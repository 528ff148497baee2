package io.multilith.impl.messaging;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.impl.transports.JDKTransport;

/**
 * Writes to the socket what one turn of the event loop has to say at once, rather than frame by frame: the largest single gain
 * that was measured (ADR 1).
 */
final class BatchingTransport extends JDKTransport {
    private static final int FLUSHES = 256;

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return domainSocket ? super.channelFactory(true) : BatchingTransport::socket;
    }

    private static Channel socket() {
        var channel = new NioSocketChannel();
        channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSHES, true));
        return channel;
    }
}
