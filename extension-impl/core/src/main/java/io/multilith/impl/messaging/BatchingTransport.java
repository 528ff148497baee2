package io.multilith.impl.messaging;

import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.ThreadFactory;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.impl.transports.JDKTransport;

/**
 * Writes to the socket what one turn of the event loop has to say at once, rather than frame by frame: the largest single gain
 * that was measured (ADR 1). Its event loops do not sleep at once: {@link BriefSpin}.
 */
final class BatchingTransport extends JDKTransport {
    private static final int FLUSHES = 256;

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return domainSocket ? super.channelFactory(true) : BatchingTransport::socket;
    }

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory threadFactory, int ioRatio) {
        var group = new NioEventLoopGroup(threads, threadFactory, SelectorProvider.provider(), BriefSpin::new);
        group.setIoRatio(ioRatio);
        return group;
    }

    private static Channel socket() {
        var channel = new NioSocketChannel();
        channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSHES, true));
        return channel;
    }
}
